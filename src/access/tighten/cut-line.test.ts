import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutLine } from './cut-line.ts';
import { createUsage, type Usage } from './usage.ts';

const EVENT = {
  kind: 'Event',
  auditID: 'a-1',
  stage: 'ResponseComplete',
  verb: 'get',
  user: { username: 'alice', groups: ['devs'] },
  objectRef: { resource: 'pods', namespace: 'shop', name: 'web' },
  requestReceivedTimestamp: '2026-11-20T10:00:00.000001Z',
  stageTimestamp: '2026-11-20T10:00:00.000002Z',
  annotations: { 'authorization.k8s.io/decision': 'allow' },
};

describe('a line of an audit log that is like one before', () => {
  it('is known without its id and its times', () => {
    const [first, second] = [cutLine(JSON.stringify(EVENT)), cutLine(JSON.stringify({ ...EVENT, auditID: 'b-2' }))];

    expect(second).toEqual(first);
    expect(first?.time).toBe(EVENT.requestReceivedTimestamp);
  });

  it.each([
    ['with escapes', JSON.stringify({ ...EVENT, verb: 'a"b' })],
    ['with another order', JSON.stringify(Object.fromEntries(Object.entries(EVENT).toReversed()))],
    ['with the time twice', JSON.stringify({ ...EVENT, more: { requestReceivedTimestamp: 'x' } })],
    ['without an id', JSON.stringify({ ...EVENT, auditID: undefined })],
    ['with an id that is no plain text', JSON.stringify({ ...EVENT, auditID: 'a b' })],
    ['of great length', JSON.stringify({ ...EVENT, verb: 'x'.repeat(5000) })],
  ])('is read whole %s', (_, line) => {
    expect(cutLine(line)).toBeUndefined();
  });

  it('counts as it would by itself, whatever shape lines have', () => {
    fc.assert(
      fc.property(fc.array(lines(), { maxLength: 30 }), (all) => {
        const [known, whole] = [createUsage(), createUsage()];

        const taken = all.map((line) => known.add(line));

        expect(taken).toEqual(all.map((line) => whole.add(neverCut(line))));
        expect(toldOf(known)).toEqual(toldOf(whole));
      }),
    );
  });
});

/** An escape keeps a line from being cut. */
function neverCut(line: string): string {
  return line.replace('{', '{"x":"\\u0041",');
}

function toldOf({ events, used }: Usage) {
  return { events, used };
}

const some = (...values: unknown[]) => fc.constantFrom(...values);

function lines(): fc.Arbitrary<string> {
  const time = some('2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z', 'a b', 'a\\b', 7);
  const fields = fc.record(
    {
      auditID: some('a-1', 'b-2', 'c"3', ''),
      stage: some('ResponseStarted', 'ResponseComplete', 'RequestReceived'),
      verb: some('get', 'list'),
      user: some({ username: 'alice', groups: ['devs'] }, { username: 'bob' }),
      impersonatedUser: some(undefined, { username: 'carol' }, { requestReceivedTimestamp: '2026-11-20T09:00:00Z' }),
      objectRef: some({ resource: 'pods', name: 'web' }, { auditID: 'x', resource: 'pods' }),
      requestReceivedTimestamp: time,
      stageTimestamp: time,
      annotations: some({ 'authorization.k8s.io/decision': 'allow' }, { 'authorization.k8s.io/decision': 'forbid' }),
    },
    { requiredKeys: ['stage', 'verb', 'user', 'annotations'] },
  );
  const order = fc.shuffledSubarray(['auditID', 'requestReceivedTimestamp', 'stageTimestamp', 'stage', 'user']);
  return fc.tuple(fields, fc.boolean(), order, fc.nat(40)).map(([event, moved, keys, cut]) => {
    const first = Object.fromEntries(
      keys.flatMap((key) => (key in event ? [[key, event[key as keyof typeof event]]] : [])),
    );
    const text = JSON.stringify(moved ? { ...first, ...event } : event);
    return cut === 1 ? text.slice(0, -1) : text;
  });
}
