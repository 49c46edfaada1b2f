import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { createJudgementMemory, judge, type JudgementInput, startJudgement } from './judge.ts';

/* A watch brings the findings of one round up to date for the next: what it gives is what a judgement from scratch gives. */

const RULES = ['host-pid', 'host-network', 'privileged'];
const checks = RULES.map(
  (id) => ({ id, covers: id === 'privileged' ? ['host-pid'] : [] }) as unknown as RawFinding['check'],
);

interface Told {
  readonly resource: Resource;
  readonly found: readonly RawFinding[];
}

/** A resource at a line, silenced by an annotation or not, with findings of some rules; several may share a line. */
const told = fc
  .record({ line: fc.nat(6), silenced: fc.boolean(), rules: fc.uniqueArray(fc.nat(2), { minLength: 1 }) })
  .map(({ line, silenced, rules }): Told => {
    const resource = resourceAt(line, silenced);
    return {
      resource,
      found: rules.map((i) => findingOf(i, resource)),
    };
  });

function findingOf(rule: number, resource: Resource): RawFinding {
  return { check: checks[rule]!, resource, violation: { path: [], message: 'm' } };
}

function resourceAt(line: number, silenced: boolean): Resource {
  const place = { file: 'all.yaml', line: line + 1, column: 1, endLine: line + 1, endColumn: 2 };
  const annotations = silenced ? { 'ignore.castellan.dev/host-pid': 'known' } : {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    type: 'Pod',
    namespace: '',
    name: `pod-${line}`,
    object: { metadata: { annotations } },
    origin: { file: 'all.yaml', editable: true, locate: () => place },
  };
}

function inputOf(list: readonly Told[]): JudgementInput {
  return {
    resources: list.map(({ resource }) => resource),
    texts: new Map(),
    configExceptions: { exceptions: [], problems: [] },
    knownRules: new Set(RULES),
    severities: new Map(),
    baseline: new Set(),
    today: '2026-11-21',
  };
}

it('says with a memory what it says without, however resources come and go', () => {
  const edit = fc.record({ at: fc.nat(10), gone: fc.nat(4), come: fc.array(told, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 10 }), fc.array(edit, { maxLength: 6 }), (first, edits) => {
      const memory = createJudgementMemory();
      let list: readonly Told[] = first;
      for (const { at, gone, come } of [{ at: 0, gone: 0, come: [] }, ...edits]) {
        list = list.toSpliced(at, gone, ...come);
        const judgement = startJudgement({ ...inputOf(list), memory });
        for (const { found } of list) judgement.add(found);

        const remembered = judgement.end();

        expect(remembered).toEqual(judge({ ...inputOf(list), raw: list.flatMap(({ found }) => found) }));
      }
    }),
  );
});

it('keeps no raw findings where nobody asks for them', () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 10 }), (list) => {
      const raw = list.flatMap(({ found }) => found);
      const kept = judge({ ...inputOf(list), raw });

      const dropped = judge({ ...inputOf(list), raw, dropsRaw: true });

      expect(dropped).toEqual({ ...kept, open: [] });
    }),
  );
});

it('silences more findings of one resource than a call takes arguments', () => {
  const resource = resourceAt(1, true);
  const found = Array.from({ length: 130_000 }, () => findingOf(0, resource));

  const { findings, suppressed } = judge({ ...inputOf([{ resource, found }]), raw: found });

  expect([findings.length, suppressed.length]).toEqual([0, 130_000]);
});

it('settles every finding, however many are settled together', () => {
  const list = Array.from({ length: 1500 }, (_, line): Told => {
    const resource = resourceAt(line, false);
    return { resource, found: [findingOf(0, resource), findingOf(2, resource)] };
  });

  const { findings } = judge({ ...inputOf(list), raw: list.flatMap(({ found }) => found) });

  expect(findings.map(({ rule, covers, place }) => [rule, covers, place.line])).toEqual(
    list.map((_, line) => ['privileged', ['host-pid'], line + 1]),
  );
});
