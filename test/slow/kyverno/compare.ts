import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asObject, equalJson, isObject } from '../../../src/std/value.ts';
import type { Outcome } from './world.ts';

/** One line for each thing that the engines do not agree on; messages count where it is asked. */
export function compare(theirs: Outcome, ours: Outcome, messages = false): string[] {
  return [...refusals(theirs, ours), ...verdicts(theirs, ours, messages), ...objects(theirs, ours)];
}

/** Kyverno also refuses what its schema has no words for: who may write what is for `policy lint`. */
function refusals(theirs: Outcome, ours: Outcome): string[] {
  return [...ours.refused].flatMap(([policy, why]) =>
    theirs.refused.has(policy) ? [] : [`${policy}: only we refuse it: ${why}`],
  );
}

function verdicts(theirs: Outcome, ours: Outcome, messages: boolean): string[] {
  return [...new Set([...theirs.verdicts.keys(), ...ours.verdicts.keys()])].flatMap((key) => {
    const [policy = ''] = key.split(' / ');
    if (theirs.refused.has(policy) || ours.refused.has(policy)) return [];
    const [wanted, got] = [theirs.verdicts.get(key), ours.verdicts.get(key)];
    if (wanted?.result !== got?.result) {
      const say = (one: typeof got) => (one ? `${one.result} (${one.message})` : 'nothing');
      return [`${key}: Kyverno ${say(wanted)}, we ${say(got)}`];
    }
    const counts = messages && wanted?.result === 'fail' && wanted.message !== got?.message && !GO.test(wanted.message);
    return counts ? [`${key}: says "${wanted.message}", we "${got?.message}"`] : [];
  });
}

function objects(theirs: Outcome, ours: Outcome): string[] {
  return [...theirs.objects].flatMap(([key, wanted]) => {
    const got = ours.objects.get(key);
    if (got && equalJson(tidy(wanted), tidy(got))) return [];
    return [`${key}: Kyverno makes ${JSON.stringify(tidy(wanted))}, we ${got ? JSON.stringify(tidy(got)) : 'nothing'}`];
  });
}

/** Values and types in words of Go, errors of fields, and nothing where a variable of the message is not known. */
const GO = /map\[|value '\[|<nil>|interface \{\}|found (?:string|float64|bool)|Forbidden reason|resulted in error|^$/;

/** Without what Kyverno's command line adds to any object that it reads, and without what is empty, which it drops at times. */
function tidy(object: JsonObject): JsonObject {
  const { namespace, labels, ...rest } = asObject(object['metadata']);
  const kept = Object.entries(asObject(labels)).filter(([key]) => !OWN_LABEL.test(key));
  const metadata = { ...rest, labels: Object.fromEntries(kept) };
  const own = namespace === 'default' ? metadata : { ...metadata, ...(namespace && { namespace }) };
  return asObject(filled({ ...object, metadata: own }));
}

/** What it writes on objects that it generates. */
const OWN_LABEL = /^(?:generate\.kyverno\.io\/|app\.kubernetes\.io\/managed-by$)/;

function filled(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => filled(item) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const kept = filled(inner);
    return kept === undefined || kept === null ? [] : [[key, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
