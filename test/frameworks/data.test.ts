import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.generated.ts';
import { frameworks } from '../../src/frameworks/index.generated.ts';
import { isDecidable, rulesNeeded } from '../../src/model/framework.ts';

const rules = new Set(checks.map(({ id }) => id));

/** Controls in all, and how many of them evidence must decide at least. */
const WANTED: Readonly<Record<string, readonly [decided: number, total: number]>> = {
  'cis-kubernetes': [125, 131],
  'cis-eks': [47, 50],
  'cis-gke': [52, 57],
  'cis-aks': [49, 51],
  'pod-security-standards': [19, 19],
  'nsa-cisa': [29, 45],
  'mitre-attack': [23, 31],
  'threat-matrix': [33, 40],
  'nist-800-190': [11, 24],
  'owasp-kubernetes-2022': [6, 10],
  'owasp-kubernetes-2025': [6, 10],
  'pci-dss': [14, 51],
  soc2: [5, 18],
  hipaa: [5, 28],
  'iso-27001': [12, 33],
};

it('every framework is in the table', () => {
  expect(frameworks.map(({ id }) => id).sort()).toEqual(Object.keys(WANTED).sort());
});

it('ids and aliases name one framework each', () => {
  const names = frameworks.flatMap(({ id, aliases = [] }) => [id, ...aliases]);

  expect(names).toHaveLength(new Set(names).size);
});

describe.each(frameworks.map((framework) => [framework.id, framework] as const))('%s', (id, framework) => {
  const { controls } = framework;

  it('has all controls, and evidence decides at least as many as before', () => {
    const [decided = 0, total = 0] = WANTED[id] ?? [];

    expect(controls).toHaveLength(total);
    expect(controls.filter(isDecidable).length).toBeGreaterThanOrEqual(decided);
  });

  it('names rules that exist', () => {
    expect([...rulesNeeded(framework)].filter((rule) => !rules.has(rule))).toEqual([]);
  });

  it('has rules or a question for each control, and each id once', () => {
    const without = controls.filter(({ rules: own, manual }) => own.length === 0 && !manual?.includes('Ask '));

    expect(without).toEqual([]);
    expect(new Set(controls.map((control) => control.id)).size).toBe(controls.length);
  });

  it('names a rule once in a control', () => {
    const twice = controls.filter(
      ({ rules: own, also = [] }) => new Set([...own, ...also]).size < own.length + also.length,
    );

    expect(twice.map((control) => control.id)).toEqual([]);
  });

  it('says it in our own words', () => {
    const borrowed = controls.filter(({ title }) => /^(?:Ensure|Minimize|Verify|Consider|Prefer)\b/.test(title));

    expect(borrowed.map(({ title }) => title)).toEqual([]);
  });
});

describe('the CIS Kubernetes Benchmark', () => {
  const cis = frameworks.find(({ id }) => id === 'cis-kubernetes')!;

  it('has the chapters of the benchmark without a hole', () => {
    const chapters = Map.groupBy(cis.controls, (control) => control.id.split('.').slice(0, -1).join('.'));

    const holes = [...chapters].filter(([, members]) =>
      members.some((control, i) => Number(control.id.split('.').at(-1)) !== i + 1),
    );
    expect(holes.map(([chapter]) => chapter)).toEqual([]);
    expect([...chapters.keys()]).toEqual('1.1 1.2 1.3 1.4 2 3.1 3.2 4.1 4.2 4.3 5.1 5.2 5.3 5.4 5.5 5.6'.split(' '));
  });

  it('tells level, section and what the benchmark calls automated', () => {
    const incomplete = cis.controls.filter(({ level, section, assessment }) => !level || !section || !assessment);

    expect(incomplete).toEqual([]);
  });
});
