import type { JsonObject } from '../../model/json.ts';
import { BASELINE } from './baseline.ts';
import { RESTRICTED } from './restricted.ts';
import { viewPod, type PodViolation } from './violation.ts';

export type Level = 'privileged' | 'baseline' | 'restricted';

/** The newest version of the standards that is known. */
export const LATEST_MINOR = 36;

/** The names that exceptions may use. */
export const CONTROL_NAMES: readonly string[] = [...new Set([...BASELINE, ...RESTRICTED].map(({ name }) => name))];

/** What a level at a version forbids in a pod; a field is told once. */
export type PodJudge = (metadata: JsonObject, spec: JsonObject) => readonly PodViolation[];

export function compileLevel(level: Level, minor: number): PodJudge {
  const all = level === 'privileged' ? [] : level === 'restricted' ? [...BASELINE, ...RESTRICTED] : BASELINE;
  const controls = all.filter(({ since }) => minor >= since);
  return (metadata, spec) => {
    const pod = viewPod(metadata, spec, minor);
    const found: PodViolation[] = [];
    for (const control of controls) for (const violation of control.find(pod)) found.push(violation);
    return found.length > 1 ? once(found) : found;
  };
}

function once(violations: readonly PodViolation[]): PodViolation[] {
  const seen = new Set<string>();
  return violations.filter(({ control, place, value }) => {
    const key = `${control} ${place} ${JSON.stringify(value)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** `latest`, `v1.29`, or absent. Undefined for what is none of these. */
export function minorOf(version: string | undefined): number | undefined {
  if (version === undefined || version === '' || version === 'latest') return LATEST_MINOR;
  const match = /^v1\.(\d{1,3})$/.exec(version);
  return match ? Number(match[1]) : undefined;
}
