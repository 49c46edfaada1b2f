import type { JsonObject } from '../model/json.ts';
import { asObject, asString } from '../std/value.ts';
import { splitApiVersion } from './kyverno/match-kinds.ts';
import type { Subject } from './types.ts';

/** What matching reads of an object, taken out once for all policies. */
export interface Target {
  readonly subject: Subject;
  /** The object, or the old one where it is being deleted. */
  readonly object: JsonObject;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly subresource: string;
  /** Group, version, kind and subresource in one. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Tags;
  readonly annotations: Tags;
}

export type Tags = Readonly<Record<string, string>>;

const targets = new WeakMap<Subject, Target>();

export function targetOf(subject: Subject): Target {
  let target = targets.get(subject);
  if (!target) targets.set(subject, (target = readTarget(subject)));
  return target;
}

function readTarget(subject: Subject): Target {
  const { object } = subject;
  const [group, version] = splitApiVersion(asString(object['apiVersion']) ?? '');
  const metadata = asObject(object['metadata']);
  const kind = asString(object['kind']) ?? '';
  return {
    subject,
    object,
    group,
    version,
    kind,
    key: `${group}/${version}/${kind}/${subject.subresource}`,
    subresource: subject.subresource,
    name: asString(metadata['name']) || (asString(metadata['generateName']) ?? ''),
    namespace: asString(metadata['namespace']) ?? '',
    labels: tagsOf(metadata['labels']),
    annotations: tagsOf(metadata['annotations']),
  };
}

export function tagsOf(value: JsonObject[string]): Tags {
  const entries = Object.entries(asObject(value));
  if (entries.every(([, tag]) => typeof tag === 'string')) return asObject(value) as Tags;
  return Object.fromEntries(
    entries.map(([key, tag]) => [key, typeof tag === 'string' ? tag : JSON.stringify(tag ?? '')]),
  );
}
