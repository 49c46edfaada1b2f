import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileBundle } from './bundle.ts';
import { environmentOf } from './environment.ts';
import { toJson } from './json.ts';
import { EXTENSIONS } from './libraries.ts';
import { compileExpression, compileOptions, readExpression } from './program.ts';
import { compileStraight } from './straight.ts';
import { DYN } from './types.ts';
import { Fault, type Value } from './values.ts';

const settings = { variables: { object: DYN, other: DYN }, libraries: EXTENSIONS, json: ['object'], checked: false };
const environment = environmentOf(settings);
const nullsAreMissing = environmentOf({ ...settings, nullsAreMissing: true });

const pod = {
  metadata: { labels: { app: 'web' } },
  spec: {
    hostNetwork: false,
    containers: [
      { name: 'a', image: 'r.io/a:1', securityContext: { privileged: false, capabilities: { drop: ['ALL'] } } },
      { name: 'b', image: 'r.io/b@sha256:0', ports: [{ hostPort: 0 }] },
    ],
  },
};

/** What goes straight through an expression; undefined where it gives up. */
function straightly(source: string, object: unknown, limit?: number): Value | undefined {
  const { ir } = readExpression(source, environment);
  return compileStraight([ir], compileOptions(environment), limit)?.({ object, other: object })?.[0];
}

describe('the straight way', () => {
  it.each([
    ['object.spec.containers.all(c, !has(c.securityContext) || c.securityContext.privileged != true)', true],
    ['object.spec.containers.exists(c, has(c.ports) && c.ports.exists(p, p.hostPort > 0))', false],
    ['has(object.spec.hostNetwork) ? object.spec.hostNetwork : true', false],
    ['object.metadata.labels.all(k, k in ["app", "team"]) && "app" in object.metadata.labels', true],
    ['object.spec.?volumes.orValue([]).all(v, has(v.hostPath))', true],
    ['object.spec.?containers[?0].?name.orValue("none")', 'a'],
    ['object.?spec.hostNetwork.orValue(true)', false],
    ['object.spec.containers.map(c, c.name).all(n, n.matches("^[a-z]$"))', true],
    ['object.spec.containers.filter(c, has(c.ports)).size() == 1', true],
    ['object.spec.containers.exists_one(c, c.image.contains("@sha256:") && c.image.endsWith("0"))', true],
    ['object.spec.containers.map(i, has(i.ports), i.image)', ['r.io/b@sha256:0']],
    ['"ALL" in object.spec.containers[0].securityContext.capabilities.drop', true],
    ['other.spec.containers.all(c, c.image.startsWith("r.io/"))', true],
    ['object.spec["hostNetwork"] == false', true],
  ])('leads through %s', (source, expected) => {
    expect(straightly(source, pod)).toEqual(expected);
  });

  it.each([
    ['object.spec.missing', 'a key that is missing'],
    ['object.spec.containers.all(c, c.ports.size() > 0) || true', 'an error that would be absorbed'],
    ['has(object.spec.containers.name)', 'a list that is asked for a field'],
    ['object.spec.containers["0"] == 1', 'a list with a text for its index'],
    ['object.constructor == 1', 'a name that every object has'],
    ['object.spec.hostNetwork.startsWith("x")', 'what is no text'],
    ['object.spec && true', 'what is no bool'],
    ['cel.bind(x, object.spec, x.hostNetwork)', 'a value with a name'],
  ])('is left at %s: %s', (source) => {
    expect(straightly(source, pod)).toBeUndefined();
  });

  it('is left before the limit is reached', () => {
    const source = 'object.all(a, object.all(b, object.all(c, a + b + c >= 0)))';
    const object = Array.from({ length: 100 }, (_, i) => i);

    expect(straightly(source, object.slice(0, 30))).toBe(true);
    expect(straightly(source, object)).toBeUndefined();
    expect((compileExpression(source, environment).evaluate({ object }) as Fault).message).toMatch(/costs more than/);
  });

  it.each(['object.list.all(i, !object.text.contains("z!"))', 'object.list.all(i, !("z!" in object.list))'])(
    'does no more than costs allow: %s',
    (source) => {
      const object = { list: Array.from({ length: 50_000 }, (_, i) => i), text: 'z'.repeat(1_000_000) };

      expect(straightly(source, object)).toBeUndefined();
      expect((compileExpression(source, environment).evaluate({ object }) as Fault).message).toMatch(/costs more than/);
    },
  );

  it('counts the length of texts that are compared', () => {
    const text = 'a'.repeat(1000);
    const source = `object.text == "${text}"`;
    const { cost } = compileExpression(source, environment).run({ object: { text } });

    expect(cost).toBeGreaterThan(100);
    expect(straightly(source, { text }, cost - 1)).toBeUndefined();
  });

  it('leads through expressions as deep as there may be', () => {
    for (const [open, close] of [
      ['!', ''],
      ['(true && ', ')'],
      ['(false ? 1 : ', ')'],
      ['[', ']'],
    ] as const) {
      const source = `${open.repeat(100)}true${close.repeat(100)}`;
      expect(straightly(source, pod)).toBeDefined();
    }
  });

  it.each(['== 1', 'in ["a", "b"]'])('is as long as its expression: %s', (test) => {
    const source = `${'('.repeat(100)}object${` ${test})`.repeat(100)}`;

    expect(compileExpression(source, environment).evaluate({ object: 1 })).toBe(false);
  });

  it('leaves the values of the others where one of many expressions is left', () => {
    const sources = ['object.spec.hostNetwork', 'object.missing', 'cel.bind(x, 1, x + 1)', 'null', 'has(object.spec)'];
    const many = Array.from({ length: 5 }, () => sources).flat();

    const values = compileBundle(many, environment).evaluate({ object: pod });

    expect(values.map((value) => (value instanceof Fault ? value.message : value))).toEqual(
      many.map((_, i) => [false, 'no such key: there is no "missing"', 2, null, true][i % 5]),
    );
  });
});

/** Objects with few keys, whose values are often of the wrong type. */
const objects = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, 3, 0.5, 2 ** 60, 'a', '', 'abc', 'ALL', '😀', 'length'),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', '0', 'length', 'constructor', 'name'), tie('any'), { maxKeys: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
  ),
})).any;

const fields = fc.constantFrom('a', 'b', 'c', 'a.b', 'a.c', 'length', 'constructor', 'name');
const quoted = fc.constantFrom(
  '"a"',
  '"ALL"',
  '""',
  '"0"',
  '"bc"',
  '"😀"',
  '0',
  '1',
  'true',
  'null',
  '0.5',
  '["a", "ALL"]',
);

/** Expressions as policies have them. */
const expressions = fc.letrec<{ value: string; test: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('object', 'object.a', 'object.a.b', 'object.b', 'other.a', 'x', 'y', 'x.a', 'y.b'),
    quoted,
    fc.tuple(tie('value'), fields).map(([of, field]) => `${of}.${field}`),
    fc.tuple(tie('value'), quoted).map(([of, key]) => `${of}[${key}]`),
    fc.tuple(tie('value'), fields, quoted).map(([of, field, or]) => `${of}.?${field}.orValue(${or})`),
    fc.tuple(tie('value'), quoted, fields).map(([of, key, field]) => `${of}[?${key}].${field}`),
    fc.tuple(tie('value'), fc.constantFrom('x', 'y'), tie('value')).map(([of, x, body]) => `${of}.map(${x}, ${body})`),
    fc
      .tuple(tie('value'), fc.constantFrom('x', 'y'), tie('test'))
      .map(([of, x, test]) => `${of}.filter(${x}, ${test})`),
    fc.tuple(tie('test'), tie('value'), tie('value')).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => `(${a} + ${b})`),
    tie('value').map((of) => `${of}.size()`),
    tie('test'),
  ),
  test: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('true', 'false', 'object.a', 'has(object.a)', 'has(x.b)', 'x.a == 1'),
    fc.tuple(tie('value'), fields).map(([of, field]) => `has(${/[\w)]$/.test(of) ? of : 'object'}.${field})`),
    fc
      .tuple(tie('value'), fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in'), tie('value'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('test'), fc.constantFrom('&&', '||'), tie('test')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('test').map((test) => `!(${test})`),
    fc
      .tuple(tie('value'), fc.constantFrom('contains', 'startsWith', 'endsWith', 'matches'), quoted)
      .map(([of, name, text]) => `${of}.${name}(${text})`),
    fc
      .tuple(tie('value'), fc.constantFrom('all', 'exists', 'exists_one'), fc.constantFrom('x', 'y'), tie('test'))
      .map(([of, macro, x, test]) => `${of}.${macro}(${x}, ${test})`),
    fc.tuple(tie('value'), tie('test')).map(([of, test]) => `${of}.all(x, y, ${test})`),
  ),
}));

function shown(value: Value): unknown {
  const json = toJson(value);
  return json instanceof Fault ? { error: json.message, at: json.at } : json;
}

const isReadable = (source: string): boolean => {
  try {
    readExpression(source, environment);
    return true;
  } catch {
    return false;
  }
};

const sources = fc.oneof(expressions.value, expressions.test).filter(isReadable);

describe('any expression on any JSON', () => {
  it.each([
    ['', environment],
    [', where nulls are missing', nullsAreMissing],
  ])('means what exact code says%s', (_, env) => {
    fc.assert(
      fc.property(fc.array(sources, { minLength: 1, maxLength: 6 }), objects, objects, (all, object, other) => {
        const variables = { object, other };
        const exact = all.map((source) => shown(compileExpression(source, env, 'closures').evaluate(variables)));

        expect(all.map((source) => shown(compileExpression(source, env).evaluate(variables)))).toEqual(exact);
        expect(compileBundle(all, env).evaluate(variables).map(shown)).toEqual(exact);
      }),
      { numRuns: 400 },
    );
  });

  it('costs at most what the straight way counts', () => {
    let reached = 0;
    fc.assert(
      fc.property(sources, objects, fc.integer({ min: 0, max: 60 }), (source, object, limit) => {
        if (straightly(source, object, limit) === undefined) return;
        reached++;
        const { cost } = compileExpression(source, environment).run({ object, other: object });
        expect(cost).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 2000 },
    );
    expect(reached).toBeGreaterThan(100);
  });
});
