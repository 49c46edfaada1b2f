import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf, typeNamed } from '../kubernetes/schema/types.ts';
import { checkTypes, showProblems } from './check-types.ts';
import { environmentOf, type Environment } from './environment.ts';
import { CelError } from './error.ts';
import { estimateCost } from './estimate.ts';
import { KUBERNETES } from './libraries.ts';
import { objectTypes } from './object-types.ts';
import { compileExpression } from './program.ts';
import { requestSizes } from './request-sizes.ts';
import { schemaTypes } from './schema-types.ts';
import { showType } from './types.ts';
import { Fault } from './values.ts';

function declarations(apiVersion: string, kind: string, minor?: number, asJson = true): Environment {
  const schema = kindOf(apiVersion, kind);
  if (!schema) throw new Error(`there is no ${kind}`);
  const { type, provider } = objectTypes(schema.type, { asJson, ...(minor !== undefined && { minor }) });
  return environmentOf({
    variables: { object: type },
    types: provider,
    libraries: KUBERNETES,
    homogeneousLiterals: true,
  });
}

const deployment = declarations('apps/v1', 'Deployment');
const pod = declarations('v1', 'Pod');

describe('types of built-in kinds', () => {
  it.each([
    ['object.spec.replicas', 'int'],
    ['object.spec.template.spec.containers.map(c, c.image)', 'list(string)'],
    ['object.metadata.labels', 'map(string, string)'],
    ['object.metadata.creationTimestamp', 'string'],
    ['object.spec.template.spec.containers[0].resources.limits["cpu"]', 'dyn'],
    ['object.spec.strategy.rollingUpdate.maxSurge', 'dyn'],
    ['object.spec.template.spec', 'core.v1.PodSpec'],
    ['has(object.metadata.namespace) && object.metadata.namespace.startsWith("x")', 'bool'],
  ])('%s is %s', (source, type) => {
    const found = checkTypes(source, deployment);

    expect(found.problems).toEqual([]);
    expect(showType(found.type)).toBe(type);
  });

  it.each([
    ['object.spec.replcias > 1', 1, 12, "undefined field 'replcias'", "did you mean 'replicas'?"],
    ['object.spec.replicas == "3"', 1, 22, "found no matching overload for '_==_' applied to '(int, string)'", ''],
    ['object.spec\n  .replicas\n  .foo', 3, 3, "type 'int' does not support field selection", ''],
    ['object.metadata.name.size("x")', 1, 26, "found no matching overload for 'size' applied to 'string.(string)'", ''],
    ['objects.spec', 1, 1, "undeclared reference to 'objects' (in container '')", "did you mean 'object'?"],
    ['object.spec.paused && object.spec.replicas', 1, 34, "expected type 'bool' but found 'int'", ''],
    [
      'object.metadata.name.all(c, true)',
      1,
      16,
      "expression of type 'string' cannot be range of a comprehension (must be list, map, or dynamic)",
      '',
    ],
  ])('%j has one problem', (source, line, column, message, hint) => {
    const { problems } = checkTypes(source, deployment);

    expect(problems).toMatchObject([{ line, column, message, hint }]);
  });

  it('tells every mistake in the order of the source, and each once', () => {
    const source = 'object.spec.a.b.c == 1 ||\n  object.spec.template.spec.containers.all(c, c.nme == 1 + "x")';
    const { type, problems } = checkTypes(source, deployment);

    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      "1:12 undefined field 'a'",
      "2:48 undefined field 'nme'",
      "2:58 found no matching overload for '_+_' applied to '(int, string)'",
    ]);
    expect(type.name).toBe('bool');
  });

  it('knows what a minor has, and types times as rules of custom resources see them', () => {
    const gates = 'object.spec.containers.all(c, !has(c.restartPolicyRules))';

    expect(checkTypes(gates, declarations('v1', 'Pod', 29)).problems).toHaveLength(1);
    expect(checkTypes(gates, declarations('v1', 'Pod', 36)).problems).toEqual([]);
    const time = checkTypes('object.metadata.creationTimestamp', declarations('v1', 'Pod', 36, false));
    expect(showType(time.type)).toBe('timestamp');
  });

  it('shows a mistake below its line', () => {
    const source = '"é" == object.spec.x';

    expect(showProblems(checkTypes(source, pod).problems, source)).toBe(
      'ERROR: <input>:1:19: undefined field \'x\'\n | "é" == object.spec.x\n | .\uff0e................^',
    );
  });

  it('tells what does not parse with its place', () => {
    expect(checkTypes('object.spec. &&', pod)).toMatchObject({
      type: { name: '!error!' },
      problems: [{ line: 1, column: 14 }],
    });
  });

  it('adds what every custom resource has', () => {
    const { type, provider } = schemaTypes({ type: 'object', properties: { spec: { type: 'object' } } }, 'Widget', {
      metadata: objectTypes(typeNamed('meta.v1.ObjectMeta')!),
    });
    const widget = environmentOf({ variables: { object: type }, types: provider, libraries: KUBERNETES });

    expect(checkTypes('object.kind + object.metadata.labels["a"]', widget).problems).toEqual([]);
    expect(checkTypes('object.metadata.lables', widget).problems).toHaveLength(1);
  });
});

describe('estimated costs', () => {
  const worst = (source: string) => estimateCost(source, pod, requestSizes(pod.variables, pod.options.types));

  it.each([
    ['object.spec.hostNetwork != true', 4, 4],
    ['object.spec.containers.all(c, c.name != "")', 4, 5],
  ])('%s', (source, min, atLeast) => {
    const cost = worst(source);

    expect(cost.min).toBeLessThanOrEqual(min);
    expect(cost.max).toBeGreaterThanOrEqual(atLeast);
    expect(cost.max).toBeLessThan(Infinity);
  });

  it('grow with each loop in a loop', () => {
    const one = worst('object.spec.containers.all(c, true)');
    const two = worst('object.spec.containers.all(c, object.spec.containers.all(d, true))');

    expect(two.max).toBeGreaterThan(one.max * 1000);
  });

  it('have no bound where sizes are not known', () => {
    expect(estimateCost('object.spec.containers.all(c, true)', pod).max).toBe(Infinity);
  });
});

/** Expressions over a pod, right and wrong ones. */
const source = fc.letrec<Record<'any', string>>((tie) => ({
  any: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom('1', '"a"', 'true', '[]', '{}', 'null', '1.5', 'object', 'x', 'object.spec.hostNetwork', 'nothing'),
    fc.constantFrom('object.spec.containers', 'object.metadata.labels', 'object.spec.priority', 'object.metadata.name'),
    fc
      .tuple(tie('any'), fc.constantFrom('name', 'image', 'spec', 'size', 'labels', 'zzz'))
      .map((part) => part.join('.')),
    fc
      .tuple(tie('any'), fc.constantFrom('==', '<', '+', '&&', '||', 'in', '-'), tie('any'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(tie('any'), fc.constantFrom('all', 'exists', 'map', 'filter', 'exists_one', 'sortBy'), tie('any'))
      .map(([a, macro, b]) => `${a}.${macro}(x, ${b})`),
    fc
      .tuple(tie('any'), fc.constantFrom('size', 'sort', 'sum', 'startsWith', 'orValue'), tie('any'))
      .map(([a, f, b]) => `${a}.${f}(${b})`),
    fc.tuple(tie('any'), tie('any')).map((items) => `[${items.join(', ')}]`),
    tie('any').map((a) => `object.?spec.optMap(x, ${a})`),
  ),
})).any;

const object = {
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: { hostNetwork: false, priority: 5, containers: [{ name: 'a', image: 'b' }] },
};

describe('any expression', () => {
  it('compiles where no problem is told, and only there', () => {
    fc.assert(
      fc.property(source, (text) => {
        const { problems } = checkTypes(text, pod);
        const lines = text.split('\n').length;
        for (const { line, column, message } of problems) {
          expect(message).not.toBe('');
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeLessThanOrEqual(text.length + 1);
        }

        const compile = () => compileExpression(text, pod);
        if (problems.length > 0) expect(compile).toThrow(CelError);
        else expect(compile).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it('costs what was estimated, where it runs to its end', () => {
    fc.assert(
      fc.property(source, (text) => {
        if (checkTypes(text, pod).problems.length > 0) return;
        const { value, cost } = compileExpression(text, pod).run({ object });
        if (value instanceof Fault) return;
        expect(cost).toBeLessThanOrEqual(estimateCost(text, pod).max);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['nesting', '['.repeat(5000)],
    ['a tree of conditions', `${'true ? '.repeat(900)}1${' : 1'.repeat(900)}`],
    ['chained optionals', `object${'.optMap(x, x)'.repeat(900)}`],
    ['many mistakes', Array.from({ length: 900 }, (_, i) => `nothing${i}`).join(' + ')],
    ['a large literal', `[${'[1, 2, 3], '.repeat(8000)}]`],
    ['loops in loops', `${'object.spec.containers.all(x, '.repeat(200)}true${')'.repeat(200)}`],
  ])('is checked to the end: %s', { timeout: 60_000 }, (_, text) => {
    const { problems, type } = checkTypes(text, pod);

    expect(problems.length + Number(type.name !== '!error!')).toBeGreaterThan(0);
  });
});
