import type { Json, JsonObject, Path } from '../../model/json.ts';
import { BASELINE } from '../../policy/pod-security/baseline.ts';
import { CONTROL_NAMES } from '../../policy/pod-security/levels.ts';
import { asList, asObject, asString, asStrings, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';

/** Names that every rule has already. */
const RESERVED: ReadonlySet<string> = new Set([
  'request',
  'serviceAccountName',
  'serviceAccountNamespace',
  'element',
  'elementIndex',
  'images',
  'image',
]);
const SOURCES: readonly string[] = ['variable', 'configMap', 'apiCall', 'imageRegistry', 'globalReference'];

/** Entries of a context, of the rule and of its lists. */
export function lintContext(rule: JsonObject, path: Path, tell: Tell): void {
  eachBlock(rule, path, (block, at) => {
    asList(block['context']).forEach((item, i) => lintEntry(asObject(item), [...at, 'context', i], tell));
  });
}

function lintEntry(entry: JsonObject, path: Path, tell: Tell): void {
  const name = asString(entry['name']) ?? '';
  if (RESERVED.has(name))
    tell('refused', [...path, 'name'], `"${name}" is there already.`, 'Give the entry another name.');
  const [first, second] = SOURCES.filter((key) => entry[key] !== undefined);
  if (second !== undefined) tell('refused', [...path, second], `There is ${first} beside ${second}.`);
  const { variable, apiCall } = entry;
  if (isObject(variable) && !['value', 'jmesPath', 'default'].some((key) => variable[key] !== undefined))
    tell('refused', [...path, 'variable'], 'The variable has neither a value nor a jmesPath.');
  if (isObject(apiCall) && apiCall['urlPath'] !== undefined && apiCall['service'] !== undefined)
    tell('refused', [...path, 'apiCall', 'service'], 'There is urlPath beside service: only one of them can be.');
}

const OPERATIONS: readonly string[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'];

/** Conditions without a key or a value, and operations of requests that there are not. */
export function lintConditions(rule: JsonObject, path: Path, tell: Tell): void {
  eachBlock(rule, path, (block, at) => {
    for (const [condition, where] of conditionsOf(block['preconditions'], [...at, 'preconditions']))
      lintCondition(condition, where, tell);
    const deny = asObject(block['deny'])['conditions'];
    for (const [condition, where] of conditionsOf(deny, [...at, 'deny', 'conditions']))
      lintCondition(condition, where, tell);
  });
}

function conditionsOf(value: Json | undefined, path: Path): (readonly [JsonObject, Path])[] {
  const list = (items: Json | undefined, at: Path) =>
    asList(items).map((item, i): readonly [JsonObject, Path] => [asObject(item), [...at, i]]);
  if (Array.isArray(value)) {
    return value.flatMap((item, i) =>
      isObject(item) && (item['any'] ?? item['all']) !== undefined
        ? conditionsOf(item, [...path, i])
        : [[asObject(item), [...path, i]] as const],
    );
  }
  const block = asObject(value);
  return (['any', 'all'] as const).flatMap((key) => list(block[key], [...path, key]));
}

function lintCondition(condition: JsonObject, path: Path, tell: Tell): void {
  const missing = ['key', 'value'].find((name) => (condition[name] ?? null) === null);
  if (missing !== undefined) {
    tell('refused', path, `The condition has no ${missing}: null is none.`, `Give it a ${missing}, or "" for nothing.`);
    return;
  }
  if (!/^\s*\{\{\s*request\.operation\s*\}\}\s*$/.test(asString(condition['key']) ?? '')) return;
  const wanted = Array.isArray(condition['value'])
    ? asStrings(condition['value'])
    : [asString(condition['value']) ?? ''];
  const unknown = wanted.find((one) => !OPERATIONS.includes(one) && !/\{\{|[*?]/.test(one));
  if (unknown !== undefined)
    tell('refused', [...path, 'value'], `There is no operation "${unknown}".`, `There are ${OPERATIONS.join(', ')}.`);
}

/** The rule, its body, and the blocks of its lists. */
function eachBlock(block: JsonObject, path: Path, look: (block: JsonObject, path: Path) => void): void {
  look(block, path);
  for (const key of ['validate', 'mutate', 'generate']) {
    if (isObject(block[key])) eachBlock(block[key], [...path, key], look);
  }
  for (const key of ['foreach', 'targets']) {
    asList(block[key]).forEach((item, i) => eachBlock(asObject(item), [...path, key, i], look));
  }
}

/** Controls of containers alone, and of pods alone; the others are of both. */
const OF_CONTAINERS: ReadonlySet<string> = new Set([
  'Privileged Containers',
  'Capabilities',
  'Host Ports',
  '/proc Mount Type',
  'Privilege Escalation',
]);
const OF_PODS: ReadonlySet<string> = new Set(['Host Namespaces', 'HostPath Volumes', 'Sysctls', 'Volume Types']);
const OF_BASELINE: ReadonlySet<string> = new Set(BASELINE.map(({ name }) => name));

/** Controls that are left out: those of containers for images, those of pods for none. */
export function lintPodSecurity({ exclude, level }: JsonObject, path: Path, tell: Tell): void {
  asList(exclude).forEach((item, i) => {
    const entry = asObject(item);
    const name = asString(entry['controlName']) ?? '';
    const here: Path = [...path, 'exclude', i, 'controlName'];
    const hasImages = asList(entry['images']).length > 0;
    if (OF_CONTAINERS.has(name) && !hasImages)
      tell('refused', here, `${name} is of containers: the exclusion needs images.`);
    if (OF_PODS.has(name) && hasImages) tell('refused', here, `${name} is of pods: the exclusion names no images.`);
    if (level === 'baseline' && CONTROL_NAMES.includes(name) && !OF_BASELINE.has(name))
      tell('refused', here, `The level baseline does not ask for ${name}.`);
    if (asList(entry['values']).length > 0 && !asString(entry['restrictedField']))
      tell('refused', [...path, 'exclude', i, 'values'], 'There are values without a restrictedField.');
  });
}
