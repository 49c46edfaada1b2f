import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTypes } from '../../../src/cel/check-types.ts';
import { environmentOf, type Environment } from '../../../src/cel/environment.ts';
import { estimateCost } from '../../../src/cel/estimate.ts';
import { KUBERNETES } from '../../../src/cel/libraries.ts';
import { compileExpression } from '../../../src/cel/program.ts';
import { schemaTypes } from '../../../src/cel/schema-types.ts';
import { DYN, opaque, showType, type Type, type TypeProvider } from '../../../src/cel/types.ts';
import { Fault } from '../../../src/cel/values.ts';
import type { Json } from '../../../src/model/json.ts';
import { NAMESPACE, REQUEST, declaredTypes } from '../../../src/policy/cel/admission/declarations.ts';

/*
 * What the CEL of Kubernetes 1.36.3 said of our expressions (kubernetes/record.go): mistakes word by word and with their
 * places, types, estimated costs, costs of a run.
 */

interface Answer {
  readonly problems?: readonly { readonly line: number; readonly column: number; readonly message: string }[];
  readonly type?: string;
  readonly min: number;
  /** Null where nothing bounds it. */
  readonly max: number | null;
  readonly cost?: number;
  readonly fails?: boolean;
}

interface Recorded {
  readonly source: string;
  readonly typed: Answer;
  readonly dynamic: Answer;
}

interface World {
  readonly schema: Json;
  readonly sizes: Readonly<Record<string, readonly [min: number, max: number]>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Where the answer differs, and why. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'authorizer.bar': 'Kubernetes fails to resolve the type of its own library; here it has no fields',
  'cel.bind(x, 1, x)': 'one mistake is told, that the macro is not there; Kubernetes tells of each of its parts',
  'matches(object.spec.image, "[")': 'cel-go reads the first argument as the pattern, and counts the function as 1',
  'lists.range(object.spec.replicas)': 'the least cost is the largest number in Kubernetes, and Infinity here',
  'object.spec.foo == 1 || true': 'cel-go counts operations on an error that is absorbed later',
};

const folder = join(import.meta.dirname, 'kubernetes');
const world = JSON.parse(readFileSync(join(folder, 'world.json'), 'utf8')) as World;
const recorded = readFileSync(join(folder, 'answers.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function environment(object: Type, provider?: TypeProvider): Environment {
  return environmentOf({
    libraries: KUBERNETES,
    homogeneousLiterals: true,
    types: declaredTypes(new Map(), provider),
    variables: {
      object,
      oldObject: object,
      params: DYN,
      variables: DYN,
      request: REQUEST,
      namespaceObject: NAMESPACE,
      authorizer: opaque('kubernetes.authorization.Authorizer'),
      'authorizer.requestResource': opaque('kubernetes.authorization.ResourceCheck'),
    },
  });
}

const thing = schemaTypes(world.schema, 'Thing', { asJson: false });
const typed = environment(thing.type, thing.provider);
const dynamic = environment(DYN);

function sizeOf(path: readonly string[]) {
  const size = world.sizes[path.join('.')];
  return size && { min: size[0], max: size[1] };
}

/** Beyond this a cost grows with something that has no bound. */
const UNBOUNDED = 1e15;

function answerOf(source: string, declarations: Environment): Answer {
  const { type, problems } = checkTypes(source, declarations);
  if (problems.length > 0) {
    const told = problems.map(({ line, column, message }) => ({ line, column, message }));
    return { problems: told, min: 0, max: null };
  }
  const { min, max } = estimateCost(source, declarations, sizeOf);
  return { type: showType(type), min, max: max < UNBOUNDED ? max : null };
}

function runOf(source: string): Pick<Answer, 'cost' | 'fails'> {
  const { value, cost } = compileExpression(source, dynamic).run(world.variables);
  return value instanceof Fault ? { fails: true } : { cost };
}

const byPlace = (answer: Answer): Answer => {
  if (!answer.problems) return answer;
  const shown = new Map(answer.problems.map((problem) => [JSON.stringify(problem), problem]));
  return { ...answer, problems: [...shown.keys()].toSorted().map((key) => shown.get(key)!) };
};

describe('expressions of Kubernetes', () => {
  it.each(recorded.filter(({ source }) => !Object.hasOwn(DIFFERENCES, source)))('$source', (expected) => {
    const { source } = expected;
    const ofTyped = answerOf(source, typed);
    const ofDynamic = answerOf(source, dynamic);
    const run = ofDynamic.problems ? {} : runOf(source);

    expect(byPlace(ofTyped)).toEqual(byPlace(expected.typed));
    expect(byPlace({ ...ofDynamic, ...run })).toEqual(byPlace(expected.dynamic));
  });

  it('differ where the reason is known', () => {
    const same = Object.keys(DIFFERENCES).filter((source) => !recorded.some((answer) => answer.source === source));

    expect(same).toEqual([]);
  });
});
