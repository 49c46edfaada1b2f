import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asObject, asString, asStrings, at, show } from '../../../std/value.ts';
import { ISTIO } from '../derived.ts';
import { ALL_TCP, type Peer, type Policy, type Ports, type Rule } from '../policy.ts';
import { AUTHORIZATION, isMeshWide, meshPods, workloadSelector } from './common.ts';
import { inAll, portsOf } from './operation-ports.ts';
import { type Asked, readCondition, readSource, type Sources } from './sources.ts';
import type { Reading } from '../reading.ts';
import { type Target, targetsOf } from './targets.ts';

/** Order of the actions: a denial comes before any permission, and what no permission meets is denied. */
const PRIORITIES = { CUSTOM: 0, DENY: 1, ALLOW: 2, REST: 3 } as const;
type Action = 'CUSTOM' | 'DENY' | 'ALLOW' | 'AUDIT';

/**
 * AuthorizationPolicy of security.istio.io. Source: istio.io, "Authorization Policy", "Authorization Policy Conditions", "Use
 * Layer 4 security policy" (ambient). CUSTOM asks somebody else, AUDIT decides nothing.
 */
export function readIstioAuthorization(resource: Resource, reading: Reading): Policy[] {
  const spec = asObject(resource.object['spec']);
  const action = actionOf(spec, reading);
  if (action === 'AUDIT') return [];
  const namespace = namespaceOf(resource);
  const targets = targetsOf(spec, namespace, reading) ?? [selected(resource, spec, reading)];
  return targets.flatMap((target) => policiesFor(target, { resource, spec, action, namespace }, reading));
}

function selected(resource: Resource, spec: JsonObject, reading: Reading): Target {
  const selector = workloadSelector(spec['selector'], ['spec', 'selector'], reading);
  return { subject: meshPods(isMeshWide(resource, reading) ? undefined : namespaceOf(resource), selector) };
}

interface Own {
  readonly resource: Resource;
  readonly spec: JsonObject;
  readonly action: Exclude<Action, 'AUDIT'>;
  readonly namespace: string;
}

function policiesFor(
  { subject, rule }: Target,
  { resource, spec, action, namespace }: Own,
  reading: Reading,
): Policy[] {
  const label = `Istio AuthorizationPolicy ${namespace}/${resource.name}`;
  const base = { resource, label, ...AUTHORIZATION, closes: [], subject };
  if (rule) return [{ ...base, priority: PRIORITIES[action], ingress: [rule] }];
  const rules = asList(spec['rules']).flatMap((entry, i) =>
    readRule(asObject(entry), { path: ['spec', 'rules', i], name: `#${i + 1}` }, action, {
      ...reading,
      namespace,
      provider: asString(at(spec, 'provider', 'name')) ?? 'a provider',
    }),
  );
  const own: Policy = { ...base, priority: PRIORITIES[action], ingress: rules };
  return action === 'ALLOW' ? [own, { ...base, priority: PRIORITIES.REST, ingress: [REST] }] : [own];
}

const REST: Rule = {
  path: ['spec'],
  name: 'for what no rule allows',
  action: 'deny',
  peers: undefined,
  ports: ALL_TCP,
};

function actionOf(spec: JsonObject, { report }: Reading): Action {
  const actions = ['CUSTOM', 'DENY', 'ALLOW', 'AUDIT'] as const;
  const action = actions.find((one) => one === (spec['action'] ?? 'ALLOW'));
  if (!action) report(['spec', 'action'], `there is no action ${show(spec['action'])}`);
  return action ?? 'DENY';
}

interface RuleAsked extends Asked {
  readonly provider: string;
}

/** One of `from`, one of `to` and all of `when` must hold; each that is absent always does. */
function readRule(
  rule: JsonObject,
  base: Pick<Rule, 'path' | 'name'>,
  action: Exclude<Action, 'AUDIT'>,
  asked: RuleAsked,
): Rule[] {
  const { path } = base;
  const conditions = asList(rule['when']).map((entry, i) => conditionOf(entry, [...path, 'when', i], asked));
  const sources = entriesOf(rule['from'], (entry, i) => readSource(entry, [...path, 'from', i], asked));
  const operations = entriesOf(rule['to'], (entry, i) => operationOf(entry, [...path, 'to', i], asked));
  return sources.flatMap((source) =>
    operations.flatMap((operation) => {
      const parts = [...source.parts, ...conditions.flatMap((one) => one.parts)];
      const ports = [operation.ports, ...conditions.map((one) => one.ports)].filter((one) => one !== undefined);
      const notes = [...source.notes, ...operation.notes, ...conditions.flatMap((one) => one.notes)];
      const whole = { ...base, peers: joined(parts), ports: inAll(ports) };
      return actionRules(whole, action, notes, asked.provider);
    }),
  );
}

/** No entry at all means that nothing is asked. */
function entriesOf<T extends object>(value: Json | undefined, read: (entry: Json, i: number) => T) {
  const list = asList(value);
  return list.length === 0
    ? [{ parts: [], notes: [], ports: undefined }]
    : list.map((entry, i) => ({ ...NONE, ...read(entry, i) }));
}

interface Condition extends Sources {
  readonly ports: Ports | undefined;
}

const NONE: Condition = { parts: [], notes: [], ports: undefined };

function joined(parts: readonly (readonly Peer[])[]): readonly Peer[] | undefined {
  return parts.length > 1 ? [{ kind: 'both', of: parts }] : parts[0];
}

const only = (mode: string): readonly Peer[] => [
  { kind: 'pods', namespaces: { selector: [] }, pods: [{ key: ISTIO, operator: 'In', values: [mode] }] },
];

/**
 * A sidecar sees requests: what is asked of them is told beside the answer. A ztunnel sees connections alone, and denies where
 * it can't see what is asked ("Use Layer 4 security policy").
 */
function actionRules(
  rule: Omit<Rule, 'action'>,
  action: Exclude<Action, 'AUDIT'>,
  notes: readonly string[],
  provider: string,
): Rule[] {
  if (action === 'CUSTOM') {
    return [{ ...rule, action: 'note', notes: [`may be refused by ${provider}`, ...notes] }];
  }
  if (notes.length === 0) return [{ ...rule, action: action === 'ALLOW' ? 'accept' : 'deny' }];
  if (action === 'ALLOW') return [{ ...rule, action: 'accept', own: only('sidecar'), notes }];
  return [
    { ...rule, action: 'note', own: only('sidecar'), notes: notes.map((note) => `may be refused: ${note}`) },
    { ...rule, action: 'deny', own: only('ambient') },
  ];
}

const SEEN_IN_REQUESTS = ['hosts', 'methods', 'paths'];

function operationOf(entry: Json, path: Path, { report }: Asked): Condition {
  const operation = asObject(asObject(entry)['operation']);
  const place = [...path, 'operation'];
  const notes = SEEN_IN_REQUESTS.flatMap((field) => {
    const told = (key: string, word: string) =>
      asList(operation[key]).length > 0 ? [`${word} ${field} ${asStrings(operation[key]).join(', ')}`] : [];
    return [...told(field, 'only'), ...told(`not${field[0]!.toUpperCase()}${field.slice(1)}`, 'not')];
  });
  return { parts: [], notes, ports: portsOf(operation, ['ports', 'notPorts'], place, report) };
}

function conditionOf(entry: Json, path: Path, asked: Asked): Condition {
  const source = readCondition(entry, path, asked);
  if (source) return { ...NONE, ...source };
  const { key, values, notValues } = asObject(entry);
  if (key === 'destination.port') {
    return { ...NONE, ports: portsOf(asObject(entry), ['values', 'notValues'], path, asked.report) };
  }
  const texts = [...asStrings(values), ...asStrings(notValues).map((value) => `not ${value}`)];
  return { ...NONE, notes: [`only where ${show(key)} is ${texts.join(', ')}`] };
}
