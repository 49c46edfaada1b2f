import type { Json, JsonObject } from '../model/json.ts';
import { SEVERITIES, type Severity } from '../model/severity.ts';
import { asList, asObject, asString, asStrings, at } from '../std/value.ts';
import { matchesAny } from './wildcard.ts';

/** What a policy says of itself in annotations (`policies.kyverno.io/...`); '' and undefined where it says nothing. */
export interface PolicyFacts {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly severity: Severity | undefined;
}

const PREFIX = 'policies.kyverno.io/';

export function factsOf(document: JsonObject): PolicyFacts {
  const annotations = asObject(at(document, 'metadata', 'annotations'));
  const said = (key: string) => oneLine(asString(annotations[PREFIX + key]) ?? '');
  const severity = said('severity').toLowerCase();
  return {
    title: said('title'),
    description: said('description') || oneLine(asString(annotations['description']) ?? ''),
    category: said('category'),
    severity: SEVERITIES.find((one) => one === severity),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** What becomes of an object that breaks a rule: it is refused, the user is warned, or a report says so. */
export type Action = 'enforce' | 'warn' | 'audit';

/**
 * The action of a rule for objects of a namespace. Of admission policies the bindings decide: `said` are the actions of
 * the one that judged, `others` documents around the policy with all of them. Without one nothing would be asked, so that
 * the strictest is meant.
 */
export function actionOf(
  document: JsonObject,
  rule: string,
  namespace: string,
  said: readonly string[] = [],
  others: readonly JsonObject[] = [],
): Action {
  if (said.length > 0) return strictest(said);
  const spec = asObject(document['spec']);
  if (Array.isArray(spec['rules'])) return kyvernoAction(spec, rule, namespace);
  if (spec['enforcementAction'] !== undefined) return strictest([spec['enforcementAction']]);
  if (spec['validationActions'] !== undefined) return strictest(asList(spec['validationActions']));
  const bindings = others.filter(
    (one) =>
      asString(one['kind'])?.endsWith('PolicyBinding') &&
      at(one, 'spec', 'policyName') === at(document, 'metadata', 'name'),
  );
  return strictest(bindings.flatMap((one) => asList(at(one, 'spec', 'validationActions'))));
}

/** `failureAction` of the rule, else `validationFailureAction` of the policy, each with exceptions for namespaces; Audit where neither is set. */
function kyvernoAction(spec: JsonObject, name: string, namespace: string): Action {
  const rule = asList(spec['rules'])
    .map(asObject)
    .find((one) => isNamed(asString(one['name']) ?? '', name));
  const body = asObject(rule?.['validate']);
  const image = asObject(asList(rule?.['verifyImages'])[0]);
  const overridden =
    overrideFor(body['failureActionOverrides'], namespace) ??
    overrideFor(spec['validationFailureActionOverrides'], namespace);
  const said = overridden ?? body['failureAction'] ?? image['failureAction'] ?? spec['validationFailureAction'];
  return asString(said)?.toLowerCase() === 'enforce' ? 'enforce' : 'audit';
}

function overrideFor(overrides: Json | undefined, namespace: string): Json | undefined {
  const found = asList(overrides)
    .map(asObject)
    .find((one) => matchesAny(asStrings(one['namespaces']), namespace));
  return found?.['action'];
}

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['deny', 'enforce'],
  ['warn', 'warn'],
  ['audit', 'audit'],
  ['dryrun', 'audit'],
]);

function strictest(said: readonly Json[]): Action {
  const actions = said.flatMap((one) => ACTIONS.get((asString(one) ?? '').toLowerCase()) ?? []);
  if (actions.length === 0 || actions.includes('enforce')) return 'enforce';
  return actions.includes('warn') ? 'warn' : 'audit';
}

const LONGEST_NAME = 63;

/** Whether a result's rule is this one, or what autogen made of it. */
export function isNamed(written: string, rule: string): boolean {
  return (
    rule === written ||
    rule === `autogen-${written}`.slice(0, LONGEST_NAME) ||
    rule === `autogen-cronjob-${written}`.slice(0, LONGEST_NAME)
  );
}

const BY_ACTION: Readonly<Record<Action, Severity>> = { enforce: 'high', warn: 'low', audit: 'medium' };

/** What the policy says of its severity, else what its action stands for. */
export function severityOf(facts: PolicyFacts, action: Action): Severity {
  return facts.severity ?? BY_ACTION[action];
}
