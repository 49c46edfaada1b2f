import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What the API's authors say of one kind, by minor, from `+k8s:prerelease-lifecycle-gen` marks. */
interface Marks {
  introduced?: number;
  deprecated?: number;
  removed?: number;
  replacement?: string;
}

/** By `policy/v1beta1 PodDisruptionBudget`. */
export type Lifecycle = Map<string, Marks>;

const FUNCTION = /func \(in \*(\w+)\) APILifecycle(\w+)\(\) [^{]*\{\n\treturn (.*)\n/g;

/** Reads the `zz_generated.prerelease-lifecycle.go` files in a folder of `k8s.io/api`; a later call overrides. */
export function addLifecycle(lifecycle: Lifecycle, folder: string): void {
  for (const group of readdirSync(folder, { withFileTypes: true })) {
    if (!group.isDirectory()) continue;
    for (const version of readdirSync(`${folder}/${group.name}`)) {
      addVersion(lifecycle, `${folder}/${group.name}/${version}`, version);
    }
  }
}

function addVersion(lifecycle: Lifecycle, folder: string, version: string): void {
  const file = `${folder}/zz_generated.prerelease-lifecycle.go`;
  if (!existsSync(file)) return;
  const group = /const GroupName = "(.*)"/.exec(readFileSync(`${folder}/register.go`, 'utf8'))?.[1] ?? '';
  for (const [, kind, mark, value] of readFileSync(file, 'utf8').matchAll(FUNCTION)) {
    if (!kind || !mark || !value || kind.endsWith('List')) continue;
    const id = `${group ? `${group}/` : ''}${version} ${kind}`;
    const marks = lifecycle.get(id) ?? {};
    lifecycle.set(id, marks);
    addMark(marks, mark, value);
  }
}

function addMark(marks: Marks, mark: string, value: string): void {
  const minor = Number(/^1, (\d+)$/.exec(value)?.[1]);
  if (mark === 'Introduced') marks.introduced = minor;
  else if (mark === 'Deprecated') marks.deprecated = minor;
  else if (mark === 'Removed') marks.removed = minor;
  else if (mark === 'Replacement') {
    const [, group, version] = /Group: "(.*?)", Version: "(.*?)"/.exec(value) ?? [];
    if (version) marks.replacement = `${group ? `${group}/` : ''}${version}`;
  }
}

type Served = ReadonlyMap<string, { readonly minors: readonly number[] }>;

/**
 * One line per kind that is or was to go: `policy/v1beta1 PodDisruptionBudget 21 25 policy/v1`, `-` where not known.
 * What the OpenAPI documents really serve overrules the marks: many beta and alpha APIs leave early or late.
 */
export function printLifecycle(lifecycle: Lifecycle, served: Served, last: number): string[] {
  const lines: string[] = [];
  const ids = new Set([...lifecycle.keys(), ...served.keys()]);
  for (const id of [...ids].sort()) {
    const marks = lifecycle.get(id) ?? {};
    const removed = removal(marks.removed, served.get(id)?.minors.at(-1), last);
    const deprecated = Math.min(marks.deprecated ?? Infinity, removed ?? Infinity);
    if (deprecated === Infinity) continue;
    lines.push(`${id} ${deprecated} ${removed ?? '-'} ${marks.replacement ?? '-'}`);
  }
  return lines;
}

/** The minor that stops serving: what was seen before what was planned. */
function removal(planned: number | undefined, lastServed: number | undefined, last: number): number | undefined {
  if (lastServed === undefined) return planned;
  if (lastServed < last) return lastServed + 1;
  return planned === undefined ? undefined : Math.max(planned, last + 1);
}
