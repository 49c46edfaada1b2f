import { describe, expect, it } from 'vitest';
import { defineCheck, type Check } from '../model/check.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Control } from '../model/framework.ts';
import type { Gap } from '../model/gap.ts';
import { createInventory } from '../model/inventory.ts';
import type { Resource } from '../model/resource.ts';
import { assessFramework, frameworkResult } from './frameworks.ts';
import { createLooked } from './looked.ts';

const pod = resource('Pod', 'web');
const secret = resource('Secret', 'key');
const bad = check('bad-pod', ['Pod']);
const plain = check('plain-secret', ['Secret']);
const unsure = { ...check('unsure-pod', ['Pod']), unsure: () => 'a file was not read' };
const narrow = { ...check('narrow', ['Pod']), applies: () => false };
const ALL = [bad, plain, unsure, narrow];

interface Case {
  readonly resources?: readonly Resource[];
  readonly found?: readonly RawFinding[];
  readonly gaps?: readonly Gap[];
  readonly foreign?: readonly string[];
}

function assess(
  control: Partial<Control>,
  { resources = [pod, secret], found = [], gaps = [], foreign = [] }: Case = {},
) {
  const scope = { inventory: createInventory(resources), minor: 36, today: '2026-11-21' };
  const looked = createLooked({
    ran: ALL.map((one) => ({ check: one, parameters: {} })),
    resources,
    found,
    gaps,
    scope,
    aliases: new Map(),
  });
  const framework = {
    id: 'f',
    title: 'F',
    version: '1',
    url: 'https://example.com',
    foreign,
    controls: [{ id: '1', title: 'One', rules: [], ...control }],
  };
  const assessment = assessFramework(framework, {
    open: found,
    suppressed: [],
    severities: new Map(),
    looked,
    minor: 36,
  });
  return { ...assessment, control: assessment.controls[0]! };
}

describe('a control', () => {
  it.each<[status: string, control: Partial<Control>, given: Case]>([
    ['pass', { rules: ['bad-pod'] }, {}],
    ['fail', { rules: ['bad-pod'] }, { found: [finding(bad, pod)] }],
    ['fail', { rules: ['bad-pod'], also: ['plain-secret'] }, { found: [finding(plain, secret)] }],
    ['fail', { rules: [], also: ['plain-secret'], manual: 'Ask.' }, { found: [finding(plain, secret)] }],
    ['partly', { rules: ['bad-pod', 'plain-secret'] }, { resources: [pod] }],
    ['pass', { rules: ['bad-pod'], also: ['plain-secret'] }, { resources: [pod] }],
    ['pass', { rules: ['bad-pod', 'plain-secret'], evidence: 'any' }, { resources: [pod] }],
    ['not-covered', { rules: ['bad-pod', 'plain-secret'], evidence: 'any' }, { resources: [] }],
    ['not-covered', { rules: ['plain-secret'] }, { resources: [pod] }],
    ['not-covered', { rules: ['narrow'] }, {}],
    ['not-covered', { rules: ['no-such-rule-ran'] }, {}],
    ['unknown', { rules: ['unsure-pod'] }, {}],
    ['unknown', { rules: ['bad-pod'] }, { gaps: [gap({ rules: ['bad-pod'] })] }],
    ['unknown', { rules: ['bad-pod'] }, { gaps: [gap({ types: ['Pod'] })] }],
    ['pass', { rules: ['bad-pod'] }, { gaps: [gap({ rules: ['other'], types: ['Pod'] })] }],
    ['pass', { rules: ['bad-pod'] }, { gaps: [gap({ rules: ['bad-pod'], types: ['Secret'] })], foreign: ['Secret'] }],
    ['unknown', { rules: ['plain-secret'] }, { resources: [pod], gaps: [gap({ types: ['Secret'] })] }],
    ['pass', { rules: ['bad-pod'] }, { gaps: [gap({ types: ['Secret'] })] }],
    ['unknown', { rules: ['bad-pod'], doubts: ['plain-secret'] }, { found: [finding(plain, secret)] }],
    ['manual', { rules: [], manual: 'Ask.' }, {}],
    ['manual', { rules: ['bad-pod'], manual: 'Ask.' }, {}],
    ['not-covered', { rules: ['bad-pod'] }, { foreign: ['P?d'] }],
    ['not-covered', { rules: ['bad-pod'] }, { found: [finding(bad, pod)], foreign: ['Pod'] }],
  ])('is %s with %j', (status, control, given) => {
    expect(assess(control, given).control.status).toBe(status);
  });

  it('tells what is missing and what was looked at', () => {
    const { control } = assess({ rules: ['bad-pod', 'plain-secret'] }, { resources: [pod, resource('Pod', 'api')] });

    expect(control.missing).toEqual([{ rule: 'plain-secret', reason: 'nothing that it looks at was scanned' }]);
    expect(control.evidence).toMatchObject({ resources: 2, kinds: [{ kind: 'Pod', count: 2 }] });
    expect(control.evidence.examples.map(({ subject }) => subject.name)).toEqual(['web', 'api']);
  });

  it('bounds the examples of its evidence', () => {
    const many = Array.from({ length: 1000 }, (_, i) => resource('Pod', `p${i}`));

    const { control } = assess({ rules: ['bad-pod'] }, { resources: many });

    expect(control.evidence.resources).toBe(1000);
    expect(control.evidence.examples.length).toBeLessThanOrEqual(20);
  });
});

describe('a framework', () => {
  it('scores what was decided, and tells how much that is', () => {
    const { score, coverage, counts } = assess({ rules: ['unsure-pod'] });

    expect([score, coverage, counts.unknown]).toEqual([undefined, 0, 1]);
    expect(assess({ rules: ['bad-pod'] })).toMatchObject({ score: 100, coverage: 100 });
  });

  it('leaves out controls of later versions of Kubernetes', () => {
    expect(assess({ rules: ['bad-pod'], since: 37 }).controls).toEqual([]);
  });

  it('reads as a result of a scan', () => {
    const result = frameworkResult(assess({ rules: ['bad-pod'] }, { found: [finding(bad, pod)] }));

    expect(result.controls[0]).toMatchObject({ status: 'fail', checkedResources: 1, findings: [{ rule: 'bad-pod' }] });
  });
});

function check(id: string, types: readonly string[]): Check {
  return defineCheck({
    id,
    title: id,
    severity: 'high',
    category: 'pod',
    profile: 'all',
    why: 'why',
    remedy: 'remedy',
    references: [],
    types,
    find: () => [],
  });
}

function finding(of: Check, about: Resource): RawFinding {
  return { check: of, resource: about, violation: { path: ['spec'], message: 'is wrong' } };
}

function gap(more: Partial<Gap>): Gap {
  return { code: 'forbidden', message: 'No right to list.', file: 'prod', ...more };
}

function resource(kind: string, name: string): Resource {
  const place = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
  return {
    apiVersion: 'v1',
    kind,
    type: kind,
    namespace: 'shop',
    name,
    object: {},
    origin: { file: 'a.yaml', locate: () => place, editable: true },
  };
}
