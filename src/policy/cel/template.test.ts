import { describe, expect, it } from 'vitest';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { placeholdersIn } from './placeholders.ts';
import { celScope } from './run.ts';
import { compileTemplate } from './template.ts';

const OBJECT = { kind: 'Namespace', metadata: { name: 'one', labels: { a: 'b' } } };
const SUBJECT = { object: OBJECT, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;

function rendered(value: string, interpolate = 'cel'): unknown {
  const render = compileTemplate({ value, interpolate }, ['template']);
  return render(celScope(SUBJECT, {}, []));
}

describe('a template of generate', () => {
  it.each<[text: string, expected: unknown]>([
    ['a: (( object.metadata.name ))', { a: 'one' }],
    ['a: ((object.metadata.name))-x-(( 1 + 1 ))', { a: 'one-x-2' }],
    ['a: (( object.metadata.labels ))', { a: { a: 'b' } }],
    ['a: [x, "(( [1, 2] ))"]', { a: ['x', [1, 2]] }],
    ['a: (( 1.5 ))\nb: (( true ))\nc: x(( 1.5 ))(( true ))', { a: 1.5, b: true, c: 'x1.5true' }],
    [String.raw`a: \((b)) (( 1 ))`, { a: '((b)) 1' }],
    ['a: (((1 + 2) * 3))', { a: 9 }],
    ['a: (( size("))") ))', { a: 2 }],
    ['a: plain ) text ))', { a: 'plain ) text ))' }],
  ])('%s', (text, expected) => {
    expect(rendered(text)).toEqual([expected]);
  });

  it('has a document for each object', () => {
    expect(rendered('a: 1\n---\na: (( 2 ))\n')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('is as it stands where nothing is interpolated', () => {
    expect(rendered('a: (( 1 ))', 'none')).toEqual([{ a: '(( 1 ))' }]);
  });

  it.each(['(( a )): x', 'a: (( 1', 'a: (( ) ))', 'a: (( 1 + ))', 'a: (( ))', 'a: [', ''])('refuses %s', (text) => {
    expect(() => rendered(text)).toThrow(PolicyProblem);
  });

  it.each(['a: x(( [1] ))', 'a: x(( null ))', 'a: (( object.nope ))', 'a: (( optional.none() ))'])(
    'cannot be written with %s',
    (text) => {
      expect(() => rendered(text)).toThrow(EvaluationError);
    },
  );

  it('is read in linear time', () => {
    const started = performance.now();

    expect(placeholdersIn('((('.repeat(100_000))).toBeUndefined();
    expect(placeholdersIn('(( " '.repeat(20_000))).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
