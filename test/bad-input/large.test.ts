import { describe, expect, it } from 'vitest';
import { fixTexts } from '../../src/scan/fix.ts';
import { analyseTexts, EVERY_RULE } from './analyse.ts';

/* What would take minutes if anything were quadratic ends here in seconds; counts are asserted, times are not. */

const repeat = (count: number, make: (i: number) => string, joint = '') =>
  Array.from({ length: count }, (_, i) => make(i)).join(joint);
const pod = (i: number) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p${i} }\nspec: { hostPID: true, containers: [{ name: a, image: b }] }\n`;

describe('many of one thing', () => {
  it('50,000 documents in one file', async () => {
    const text = repeat(50_000, (i) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c${i} }\n`, '---\n');

    const { report } = await analyseTexts({ 'a.yaml': text });

    expect(report.summary).toMatchObject({ resources: 50_000, gaps: 0 });
  });

  it('50,000 items in one list', async () => {
    const items = repeat(50_000, (i) => `- apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: c${i} }\n`);

    const { report } = await analyseTexts({ 'a.yaml': `apiVersion: v1\nkind: List\nitems:\n${items}` });

    expect(report.summary).toMatchObject({ resources: 50_000, gaps: 0 });
  });

  it('130,000 configurations in one ConfigMap', async () => {
    const configs = repeat(130_000, () => '    {apiVersion: audit.k8s.io/v1, kind: A}\n    ---\n');

    const { report } = await analyseTexts({
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: |\n${configs}`,
    });

    expect(report.summary.resources).toBe(130_001);
  });

  it('5,000 containers in one pod', async () => {
    const containers = repeat(
      5000,
      (i) => `    - name: c${i}\n      image: nginx\n      securityContext: { privileged: true }\n`,
    );

    const { report } = await analyseTexts({
      'a.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n${containers}`,
    });

    expect(report.findings.find(({ rule }) => rule === 'privileged-container')?.others).toHaveLength(4999);
  });

  it('100,000 annotations', async () => {
    const text = pod(0).replace(
      '{ name: p0 }',
      `\n  name: p0\n  annotations:\n${repeat(100_000, (i) => `    k${i}: v\n`)}`,
    );

    const { report } = await analyseTexts({ 'a.yaml': text });

    expect(report.findings.map(({ rule }) => rule)).toContain('host-pid');
  });

  it('20,000 violations, and more that these cover, in one role', async () => {
    const rules = repeat(20_000, () => '  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }\n');

    const { judged } = await analyseTexts({
      'a.yaml': `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a }\nrules:\n${rules}`,
    });

    expect(judged.open.length).toBeGreaterThan(20_000);
    expect(judged.findings.length).toBeLessThan(50);
  });

  it('2,000 pods in one file are repaired', async () => {
    const result = await analyseTexts({ 'a.yaml': repeat(2000, pod, '---\n') });

    const { files, fixed } = await fixTexts(result, EVERY_RULE, true);

    expect(fixed).toBeGreaterThan(10_000);
    expect(files[0]?.after.match(/hostPID/g)).toBeNull();
  });
});
