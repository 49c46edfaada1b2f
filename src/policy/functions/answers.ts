import { overloads, type Library } from '../../cel/library.ts';
import { CelObject, type Value, isMap, getIn } from '../../cel/values.ts';
import type { Receiver } from './receiver.ts';

const ANSWER = 'kyverno.Answer';

/** What a policy for HTTP requests or Envoy answers: the request may pass, or why not. */
export class Answer extends CelObject {
  readonly typeName = ANSWER;
  readonly allowed: boolean;
  readonly reason: string;

  constructor(allowed: boolean, reason: string) {
    super();
    this.allowed = allowed;
    this.reason = reason;
  }
}

function denied(status: number | bigint): Answer {
  return new Answer(false, `denied with status ${status}`);
}

/** Headers, metadata and the like change what is sent, not what is decided. */
const SENDS: Readonly<Record<string, readonly string[]>> = {
  WithHeader: ['string, string', 'string, string, bool', 'dyn'],
  WithoutHeader: ['string'],
  WithResponseHeader: ['string, string', 'string, string, bool', 'dyn'],
  WithQueryParam: ['string, string', 'dyn'],
  WithoutQueryParam: ['string'],
  WithMetadata: ['map<string, dyn>'],
  WithMessage: ['string'],
  WithStatus: ['dyn'],
  KeepEmptyValue: [''],
  Append: [''],
  Response: [''],
};

function keeps(): Readonly<Record<string, (answer: Answer) => Answer>> {
  const signatures = Object.entries(SENDS).flatMap(([name, forms]) =>
    forms.map((parameters) => `<${ANSWER}>.${name}(${parameters}): dyn`),
  );
  return Object.fromEntries(signatures.map((signature) => [signature, (answer: Answer) => answer]));
}

/** The values of a header or parameter; the names of headers are of any case (RFC 9110, section 5.1). */
function valuesIn(attributes: Value, key: string, name: string, anyCase: boolean): readonly Value[] {
  const values = isMap(attributes) ? getIn(attributes, key) : undefined;
  if (values === undefined || !isMap(values)) return [];
  const wanted = anyCase ? name.toLowerCase() : name;
  const found = Object.entries(values).find(([own]) => (anyCase ? own.toLowerCase() : own) === wanted)?.[1];
  return Array.isArray(found) ? (found as Value[]) : found === undefined ? [] : [found as Value];
}

/** The answers to HTTP and Envoy requests (docs of kyverno-authz, cel-extensions). */
export const answers: Library = {
  name: 'kyverno.answers',
  types: [ANSWER],
  overloads: overloads({
    '<kyverno.http>.Allowed(): dyn': () => new Answer(true, 'the request is allowed'),
    '<kyverno.http>.Denied(string): dyn': (_: Receiver, reason: string) => new Answer(false, reason),
    '<kyverno.envoy>.Allowed(): dyn': () => new Answer(true, 'the request is allowed'),
    '<kyverno.envoy>.Denied(int): dyn': (_: Receiver, status: number | bigint) => denied(status),
    ...keeps(),
    [`<${ANSWER}>.WithBody(string): dyn`]: ({ allowed, reason }: Answer, body: string) =>
      new Answer(allowed, allowed || body === '' ? reason : body),
    '<map<string, dyn>>.Header(string): list<string>': (attributes: Value, name: string) =>
      valuesIn(attributes, 'header', name, true),
    '<map<string, dyn>>.QueryParam(string): list<string>': (attributes: Value, name: string) =>
      valuesIn(attributes, 'query', name, false),
  }),
};

/** `envoy.DeniedResponse{…}`: answers that are written out. */
export function writtenAnswer(type: string): Answer | undefined {
  if (type === 'envoy.OkResponse') return new Answer(true, 'the request is allowed');
  return type === 'envoy.DeniedResponse' ? new Answer(false, 'the request is denied') : undefined;
}

/** Types of Envoy's messages, whose fields are taken as they are. */
export function isAnswerType(type: string): boolean {
  return type.startsWith('envoy.') || type === 'google.rpc.Status';
}
