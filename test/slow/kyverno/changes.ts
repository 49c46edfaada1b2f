import type { Json, JsonObject, Path } from '../../../src/model/json.ts';
import { asObject, isObject } from '../../../src/std/value.ts';

/** Numbers from 0 to below 1, the same for a seed. */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** The object with one thing about it changed: what tells whom an object is stays, but for its namespace. */
export function changed(object: JsonObject, random: Random): JsonObject {
  const whole = random() < 0.15 ? pick(random, WHOLE)?.(object) : undefined;
  if (whole) return whole;
  const places = placesIn(object, []).filter((path) => !FIXED.has(path.join('.')));
  const place = pick(random, places);
  return place ? asObject(changedAt(object, place, (value) => other(value, random))) : object;
}

const FIXED: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'metadata.name', 'spec']);

const DEEPEST = 24;

function placesIn(value: Json, path: Path): Path[] {
  if (path.length > DEEPEST) return [];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((item, i) => [i, item])
    : isObject(value)
      ? Object.entries(value).map(([key, inner]) => [key, inner ?? null])
      : [];
  return entries.flatMap(([key, inner]) => [[...path, key], ...placesIn(inner, [...path, key])]);
}

/** A copy in which the value at the path is another; undefined takes it away. */
function changedAt(value: Json, path: Path, change: (value: Json) => Json | undefined): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => {
      const now = i === key ? changedAt(item, rest, change) : item;
      return now === undefined ? [] : [now];
    });
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const now = name === String(key) ? changedAt(inner ?? null, rest, change) : inner;
    return now === undefined ? [] : [[name, now] as const];
  });
  return Object.fromEntries(entries);
}

const TEXTS: readonly string[] = ['', 'x', 'default', 'kube-system', '*', '1Gi', '100m', '10', 'ALL', 'true'];
const IMAGES: readonly string[] = [
  'nginx',
  'nginx:latest',
  'docker.io/library/nginx:1.2',
  'ghcr.io/acme/web@sha256:9f4dd9a2d8a7c6b1f3e5d4c3b2a1908f7e6d5c4b3a29181706f5e4d3c2b1a090',
  'registry.k8s.io/pause:3.9',
  'localhost:5000/web',
];

/** Another value in the place of this one; undefined for none. */
function other(value: Json, random: Random): Json | undefined {
  if (random() < 0.4) return undefined;
  if (Array.isArray(value)) return pick(random, [[], value.slice(1), [...value, ...value.slice(0, 1)], null]);
  if (isObject(value)) return pick(random, [{}, null, { ...value, extra: 'x' }]);
  if (typeof value === 'boolean') return pick(random, [!value, String(value)]);
  if (typeof value === 'number') return pick(random, [0, value + 1, value * 100, String(value)]);
  if (typeof value === 'string') return otherText(value, random);
  return 'x';
}

function otherText(value: string, random: Random): Json {
  const isImage = /^[\w.-]+(?::\d+)?\/[\w./-]+|:[\w.-]+$|@sha256/.test(value);
  const isNumber = /^\d+$/.test(value);
  return (
    pick(random, [
      ...(isImage ? IMAGES : TEXTS),
      `${value}x`,
      `${value}x`,
      value.slice(0, -1),
      ...(isNumber ? [Number(value)] : []),
    ]) ?? ''
  );
}

type Change = (object: JsonObject) => JsonObject | undefined;

const POD_PATHS: readonly (readonly string[])[] = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];

const WHOLE: readonly Change[] = [
  withNamespace('default'),
  withNamespace('kube-system'),
  withNamespace('other'),
  withNamespace(undefined),
  withContainers('initContainers'),
  withContainers('ephemeralContainers'),
  withContainers('containers'),
  (object) => (object['kind'] === 'Deployment' ? { ...object, kind: 'StatefulSet' } : undefined),
  (object) => (object['kind'] === 'Deployment' ? { ...object, kind: 'DaemonSet' } : undefined),
  (object) => withMetadata(object, { labels: { app: 'web', team: 'x' } }),
  (object) => withMetadata(object, { annotations: { note: 'x' } }),
  (object) => withMetadata(object, { ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: 'n', uid: '1' }] }),
];

function withNamespace(namespace: string | undefined): Change {
  return (object) => {
    const { namespace: _, ...rest } = asObject(object['metadata']);
    return { ...object, metadata: { ...rest, ...(namespace !== undefined && { namespace }) } };
  };
}

function withMetadata(object: JsonObject, more: JsonObject): JsonObject {
  return { ...object, metadata: { ...asObject(object['metadata']), ...more } };
}

/** A copy of the first container of the pod, under another name. */
function withContainers(list: string): Change {
  return (object) => {
    for (const path of POD_PATHS) {
      const spec = path.reduce((inner: JsonObject, key) => asObject(inner[key]), object);
      const containers = Array.isArray(spec['containers']) ? spec['containers'] : [];
      const [first] = containers;
      if (!isObject(first)) continue;
      const own = Array.isArray(spec[list]) ? spec[list] : [];
      const more = [...own, { ...first, name: 'more', image: 'busybox:latest' }];
      return asObject(changedAt(object, path, (value) => ({ ...asObject(value), [list]: more })));
    }
    return undefined;
  };
}
