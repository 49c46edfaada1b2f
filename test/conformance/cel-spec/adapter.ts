import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js';
import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { environmentOf } from '../../../src/cel/environment.ts';
import { CelError } from '../../../src/cel/error.ts';
import { overloads, type Overload } from '../../../src/cel/library.ts';
import { EXTENSIONS } from '../../../src/cel/libraries.ts';
import { compileExpression, type BackendName } from '../../../src/cel/program.ts';
import { DYN, sameType, showType, type Type } from '../../../src/cel/types.ts';
import { Fault, type Value } from '../../../src/cel/values.ts';
import type { BenchAdapter, BenchRun } from '../run.ts';
import { typeOf } from './declared.ts';
import { bindingOf, same, valueOf } from './expected.ts';
import { fromMessage, messageTypes } from './messages.ts';
import { unpack } from './well-known.ts';

const registry = getTestRegistry();
const types = messageTypes(registry);
const open = (any: Parameters<typeof unpack>[0]): Value =>
  unpack(any, registry, (inner) => fromMessage(inner, registry));

/** Tests that need messages of protobuf: suites of theirs, and whatever names their types. */
const PROTOBUF = /protobuf|proto2|proto3|TestAllTypes|NestedTestAllTypes|objectValue|messageType/;

function needsProtobuf(suite: string, test: SimpleTest): boolean {
  return (
    PROTOBUF.test(suite) || PROTOBUF.test(test.expr) || PROTOBUF.test(test.container) || PROTOBUF.test(declared(test))
  );
}

const declared = ({ typeEnv, bindings }: SimpleTest): string =>
  JSON.stringify([typeEnv, bindings], (key, value: unknown) =>
    key === '$typeName' ? undefined : typeof value === 'bigint' ? String(value) : value,
  );

/** The tests of the specification, from `@bufbuild/cel-spec`; undefined where one came out as it should. */
export function missOf(test: SimpleTest, backend: BackendName): string | undefined {
  const { case: kind, value: expected } = test.resultMatcher;
  try {
    const { type, value } = runTest(test, backend);
    if (kind === 'typedResult') {
      const wanted = typeOf(expected.deducedType);
      if (!sameType(wanted, type)) return `type ${showType(type)}, not ${showType(wanted)}`;
      if (test.checkOnly || !expected.result) return undefined;
      return matches(value, valueOf(expected.result, open));
    }
    if (kind === 'evalError' || kind === 'anyEvalErrors')
      return value instanceof Fault ? undefined : `no error but ${show(value)}`;
    return matches(value, kind === 'value' ? valueOf(expected, open) : true);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return kind === 'evalError' ? undefined : error.message;
  }
}

function runTest(test: SimpleTest, backend: BackendName): { type: Type; value: Value } {
  const variables: Record<string, Type> = {};
  const functions: Overload[] = [];
  for (const { name, declKind } of test.typeEnv) {
    if (declKind.case === 'ident') variables[name] = typeOf(declKind.value.type);
    if (declKind.case !== 'function') continue;
    for (const { params, resultType, isInstanceFunction } of declKind.value.overloads) {
      const [none] = overloads({ 'none(): dyn': () => new Fault('this function is only declared') });
      functions.push({
        ...none!,
        name,
        member: isInstanceFunction,
        parameters: params.map(typeOf),
        result: typeOf(resultType),
      });
    }
  }
  const bindings: Record<string, Value | undefined> = {};
  for (const [name, value] of Object.entries(test.bindings)) {
    bindings[name] = bindingOf(value, open);
    variables[name] ??= DYN;
  }
  const libraries = [...EXTENSIONS, { name: 'declared', overloads: functions }];
  const environment = environmentOf({
    variables,
    libraries,
    types,
    container: test.container,
    checked: !test.disableCheck,
  });
  const program = compileExpression(test.expr, environment, backend);
  return { type: program.type, value: test.checkOnly ? null : program.evaluate(bindings) };
}

function matches(value: Value, expected: Value): string | undefined {
  if (value instanceof Fault) return `error: ${value.message}`;
  return same(value, expected) ? undefined : `${show(value)}, not ${show(expected)}`;
}

const show = (value: Value): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner))?.slice(0, 150) ??
  'nothing';

function* tests(suite: IncrementalTestSuite, path: string): Generator<readonly [suite: string, test: SimpleTest]> {
  for (const { original } of suite.tests) yield [path, original];
  for (const inner of suite.suites) yield* tests(inner, path === '' ? inner.name : path);
}

export const adapter: BenchAdapter = {
  folder: '.',
  needsData: false,
  run(): BenchRun {
    const suites = new Map<string, { passed: number; total: number }>();
    const [plain, all] = [
      { passed: 0, total: 0 },
      { passed: 0, total: 0 },
    ];
    const misses: string[] = [];
    for (const [suite, test] of tests(getConformanceSuite(), '')) {
      const found = missOf(test, 'javascript') ?? missOf(test, 'closures');
      if (!suites.has(suite)) suites.set(suite, { passed: 0, total: 0 });
      const counts = [suites.get(suite)!, all, ...(needsProtobuf(suite, test) ? [] : [plain])];
      for (const count of counts) {
        count.total++;
        if (found === undefined) count.passed++;
      }
      if (found !== undefined)
        misses.push(
          `${needsProtobuf(suite, test) ? 'protobuf' : 'plain'} ${suite}/${test.name}: ${test.expr} => ${found}`,
        );
    }
    return {
      suites: [...suites].map(([suite, count]) => ({ suite, ...count, skipped: 0 })),
      misses,
      notes: [`without protobuf: ${plain.passed}/${plain.total}`, `all: ${all.passed}/${all.total}`],
    };
  },
};
