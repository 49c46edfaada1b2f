import { fixed, selecting } from '../cost-rules.ts';
import { overloads, type Library } from '../library.ts';
import { CelObject, Fault, type Value } from '../values.ts';

/** What an expression asks: may somebody do this? */
export interface AccessQuestion {
  readonly verb: string;
  /** A path that is no resource: `/healthz`. */
  readonly path?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly fieldSelector?: string;
  readonly labelSelector?: string;
  /** Set where the question is not about who made the request. */
  readonly serviceAccount?: { readonly namespace: string; readonly name: string };
}

export interface AccessAnswer {
  readonly allowed: boolean;
  readonly reason: string;
  /** Why there is no answer. */
  readonly error?: string;
}

/** Answers questions of access, for whoever runs the expression; where nobody knows, the expression cannot be evaluated. */
export type Authorize = (question: AccessQuestion) => AccessAnswer | undefined;

type Stage = 'Authorizer' | 'PathCheck' | 'GroupCheck' | 'ResourceCheck';
type Asked = Omit<AccessQuestion, 'verb'>;

/** A question that is being put together. The variable `authorizer` holds the first. */
class Check extends CelObject {
  readonly typeName: string;
  readonly authorize: Authorize;
  readonly asked: Asked;

  constructor(stage: Stage, authorize: Authorize, asked: Asked = {}) {
    super();
    this.typeName = typeOfStage(stage);
    this.authorize = authorize;
    this.asked = asked;
  }
}

class Decision extends CelObject {
  readonly typeName = 'kubernetes.authorization.Decision';
  readonly answer: AccessAnswer;

  constructor(answer: AccessAnswer) {
    super();
    this.answer = answer;
  }
}

function typeOfStage(stage: Stage): string {
  return `kubernetes.authorization.${stage}`;
}

/** The value of the variable `authorizer`, whose type is `kubernetes.authorization.Authorizer`. */
export function authorizerOf(authorize: Authorize): CelObject {
  return new Check('Authorizer', authorize);
}

/** The value of `authorizer.requestResource`: a check of one resource, to which the verb is missing. */
export function resourceCheckOf(authorize: Authorize, asked: Omit<AccessQuestion, 'verb'>): CelObject {
  return new Check('ResourceCheck', authorize, asked);
}

const [FIRST, PATH, GROUP, RESOURCE] = (['Authorizer', 'PathCheck', 'GroupCheck', 'ResourceCheck'] as const).map(
  typeOfStage,
);
const DECISION = 'kubernetes.authorization.Decision';
const ANY_CHECK = [PATH, RESOURCE];

/** A step that says one thing more. */
function step(stage: Stage, key: keyof Asked) {
  return ({ authorize, asked }: Check, text: string) => new Check(stage, authorize, { ...asked, [key]: text });
}

function check({ authorize, asked }: Check, verb: string): Value {
  const answer = authorize({ ...asked, verb });
  return answer ? new Decision(answer) : new Fault(RIGHTS_UNKNOWN);
}

/** Where nobody knows who may do what, errors of expressions say this. */
export const RIGHTS_UNKNOWN = 'who may do what is not known here';

/** A check costs 350,000 (k8s.io/apiserver, cel/library/cost.go). */
const CHECK_COST = 350_000;

/** k8s.io/apiserver, cel/library/authz.go */
export const authorizer: Library = {
  name: 'kubernetes.authorizer',
  types: [FIRST!, PATH!, GROUP!, RESOURCE!, DECISION],
  overloads: [
    ...overloads({
      [`<${FIRST}>.path(string): ${PATH}`]: step('PathCheck', 'path'),
      [`<${FIRST}>.group(string): ${GROUP}`]: step('GroupCheck', 'group'),
      [`<${FIRST}>.serviceAccount(string, string): ${FIRST}`]: (
        { authorize }: Check,
        namespace: string,
        name: string,
      ) => new Check('Authorizer', authorize, { serviceAccount: { namespace, name } }),
      [`<${GROUP}>.resource(string): ${RESOURCE}`]: step('ResourceCheck', 'resource'),
      ...Object.fromEntries(
        (['subresource', 'namespace', 'name'] as const).map((key) => [
          `<${RESOURCE}>.${key}(string): ${RESOURCE}`,
          step('ResourceCheck', key),
        ]),
      ),
      [`<${DECISION}>.allowed(): bool`]: ({ answer }: Decision) => answer.allowed,
      [`<${DECISION}>.reason(): string`]: ({ answer }: Decision) => answer.reason,
      [`<${DECISION}>.errored(): bool`]: ({ answer }: Decision) => answer.error !== undefined,
      [`<${DECISION}>.error(): string`]: ({ answer }: Decision) => answer.error ?? '',
    }),
    ...overloads(
      Object.fromEntries(
        (['fieldSelector', 'labelSelector'] as const).map((key) => [
          `<${RESOURCE}>.${key}(string): ${RESOURCE}`,
          step('ResourceCheck', key),
        ]),
      ),
      selecting,
    ),
    ...overloads(
      Object.fromEntries(ANY_CHECK.map((type) => [`<${type}>.check(string): ${DECISION}`, check])),
      fixed(CHECK_COST),
    ),
  ],
};
