import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { readTerraformText } from '../sources/terraform/read.ts';
import { readReport } from '../weaknesses/read-report.ts';
import type { Reading } from '../weaknesses/weakness.ts';
import { type Edge, factsOf, type Proof } from './edge.ts';
import { edges } from './index.generated.ts';
import type { Vertex } from './vertices.ts';
import { createWorld } from './world.ts';

/*
 * Every folder of edges proves itself: in the cluster of `cluster.yaml` the edge finds the steps of `edges.txt` and no other.
 * `a -> b` is a step, `a -x> b: part of the guard's name` one that a guard stops. A first line `# minor: 23` sets the version.
 * More cases: `edges-1.34.txt` is the same cluster in that version, `edges-locked.txt` the cluster of `cluster-locked.yaml` (`infra-locked.tf`).
 * What scanners report of the images lies in `reports.json`, what Terraform makes beside the cluster in `infra.tf`.
 */
const here = import.meta.dirname;
const ids = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const infra = new Map(
  await Promise.all(
    ids
      .flatMap((id) => readdirSync(join(here, id)).map((name) => join(id, name)))
      .filter((file) => file.endsWith('.tf'))
      .map(async (file) => [file, await infraOf(file)] as const),
  ),
);

it('the index holds every folder', () => {
  expect(edges.map(({ id }) => id)).toEqual(ids.toSorted());
});

for (const id of ids) {
  describe(id, () => {
    const edge = edges.find((one) => one.id === id)!;

    it('is complete', () => {
      expect(edge.id).toBe(id);
      expect(edge.title.length).toBeGreaterThan(3);
      expect(edge.why.length).toBeGreaterThan(20);
      expect(edge.remedy.length).toBeGreaterThan(10);
      expect(edge.references.length).toBeGreaterThan(0);
      expect(edge.technique ?? 'T1000').toMatch(/^T\d{4}(\.\d{3})?$/);
      expect(existsSync(join(here, id, 'cluster.yaml'))).toBe(true);
    });

    const cases = casesOf(id);

    it.each(cases)('finds what $name tells, and nothing else', ({ expected, ...given }) => {
      const steps = stepsIn(edge, given);

      expect(expected.length).toBeGreaterThan(0);
      const told = expected.map((line) => line.split(': ')[0]);
      expect([...new Set(steps.map(({ line }) => line))].sort()).toEqual(told.toSorted());
    });

    it.each(cases)('names the guard of what is stopped in $name', ({ expected, ...given }) => {
      const steps = stepsIn(edge, given);

      for (const line of expected.filter((one) => one.includes(' -x> '))) {
        const [step, guard = ''] = line.split(': ');
        expect(steps.find((one) => one.line === step)?.guard).toContain(guard);
      }
    });

    it.each(cases)('goes between the kinds that it names in $name, with proof that points into the files', (given) => {
      const steps = stepsIn(edge, given);

      for (const { from, to, proof } of steps) {
        expect(edge.from).toContain(from.kind);
        expect(edge.to).toContain(to.kind);
        for (const { resource, path, note } of factsOf(proof, from, to)) {
          expect(note).not.toBe('');
          expect(resource.origin.locate(path).line).toBeGreaterThan(0);
        }
      }
    });
  });
}

interface Case {
  readonly name: string;
  readonly text: string;
  readonly reports: readonly Reading[];
  readonly infra: readonly Resource[];
  readonly expected: readonly string[];
}

function casesOf(id: string): Case[] {
  const names = readdirSync(join(here, id)).filter((name) => /^edges.*\.txt$/.test(name));
  return names.map((name) => {
    const variant = name.slice('edges'.length, -'.txt'.length);
    const own = join(here, id, `cluster${variant}.yaml`);
    const text = readFileSync(existsSync(own) ? own : join(here, id, 'cluster.yaml'), 'utf8');
    const minor = /^-1\.(\d+)$/.exec(variant)?.[1];
    const lines = readFileSync(join(here, id, name), 'utf8').split('\n');
    const expected = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    const reports = join(here, id, 'reports.json');
    const reading = existsSync(reports) && readReport(readFileSync(reports, 'utf8'), 'reports.json');
    return {
      name,
      reports: reading ? [reading] : [],
      infra: infra.get(join(id, `infra${variant}.tf`)) ?? [],
      text: minor === undefined ? text : `# minor: ${minor}\n${text}`,
      expected,
    };
  });
}

async function infraOf(file: string): Promise<readonly Resource[]> {
  return (await readTerraformText('infra.tf', readFileSync(join(here, file), 'utf8'))).resources;
}

interface Step {
  readonly line: string;
  readonly from: Vertex;
  readonly to: Vertex;
  readonly proof: Proof | undefined;
  readonly guard: string | undefined;
}

function stepsIn(edge: Edge, { text, reports, infra }: Omit<Case, 'name' | 'expected'>): Step[] {
  const { resources } = readManifestText('cluster.yaml', text);
  const minor = Number(/^# minor: (\d+)/.exec(text)?.[1] ?? 36);
  const world = createWorld(createInventory([...resources, ...infra]), { minor, reports });
  const steps: Step[] = [];
  edge.find(world, {
    edge: (from, to, proof) => {
      steps.push({ line: `${from.name} -> ${to.name}`, from, to, proof, guard: undefined });
    },
    blocked: (from, to, guard, proof) => {
      steps.push({ line: `${from.name} -x> ${to.name}`, from, to, proof, guard: guard.name });
    },
  });
  return steps;
}
