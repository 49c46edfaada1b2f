import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { JsonObject } from '../../src/model/json.ts';
import { stringify } from '../../src/manifests/stringify.ts';
import { measure, program, type Measure } from '../measure.ts';

const castellan = resolve(import.meta.dirname, '../../bin/castellan.js');

/** A folder of policy tests as a whole process each: the built castellan, and the kyverno CLI once where it is there. */
export function testFolder(folder: string, log: (line: string) => void): void {
  const own = measure([process.execPath, castellan, 'policy', 'test', folder], { runs: 3 });
  log(`castellan policy test, whole process: ${shown(own)}`);
  const kyverno = program('kyverno');
  if (kyverno === undefined) return log('kyverno: not on PATH');
  const other = measure([kyverno, 'test', folder], { runs: 1 });
  log(`kyverno test, whole process: ${shown(other)}: ${(other.cpu / own.cpu).toFixed(1)} times the CPU`);
}

/** Policies on objects as a whole process: reading, compiling, evaluating, telling. */
export function applyFolder(
  name: string,
  policies: readonly JsonObject[],
  objects: readonly JsonObject[],
  log: (line: string) => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-bench-'));
  const write = (file: string, documents: readonly JsonObject[]) => {
    const path = join(folder, file);
    writeFileSync(path, documents.map((one) => stringify(one)).join('---\n'));
    return path;
  };
  try {
    const paths = [write('policies.yaml', policies), write('objects.yaml', objects)] as const;
    const own = measure([process.execPath, castellan, 'policy', 'apply', paths[0], '-r', paths[1]], { runs: 1 });
    log(`castellan policy apply, ${name} x ${objects.length} objects of a YAML file, whole process: ${shown(own)}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether the bundle is built: the launcher runs the source where it is not. */
export function isBuilt(): boolean {
  return existsSync(resolve(import.meta.dirname, '../../dist/castellan.js'));
}

function shown({ cpu, wall, megabytes }: Measure): string {
  return `${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s, ${Math.round(megabytes)} MB`;
}
