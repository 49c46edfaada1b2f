import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { environmentOf } from './environment.ts';
import { ALL_LIBRARIES } from './libraries.ts';
import { compileExpression } from './program.ts';
import { DYN } from './types.ts';
import { Fault } from './values.ts';

const environment = environmentOf({ variables: { o: DYN }, libraries: ALL_LIBRARIES });
const o: Json = { nothing: null, name: 'web', number: 3, list: [null, { x: 1 }], map: { x: 1 } };

/** As cel-go has it (interpreter/attributes.go: refQualify); 'error' where there is no answer. */
const CASES: readonly (readonly [source: string, expected: boolean | 'error'])[] = [
  ["o.?nothing[?'x'].hasValue()", false],
  ["o.nothing[?'x'].hasValue()", false],
  ['o.?nothing.x.hasValue()', 'error'],
  ["o.?nothing['x'].hasValue()", 'error'],
  ["o.name[?'x'].hasValue()", false],
  ['o.name[?0].hasValue()', false],
  ['o.?number.x.hasValue()', 'error'],
  ['o.?number.?x.hasValue()', false],
  ['o.list[?1].hasValue()', true],
  ['o.list[?5].hasValue()', false],
  ["o.list[?'0'].hasValue()", 'error'],
  ['o.list.?x.hasValue()', 'error'],
  ["o.?list[?0][?'x'].hasValue()", false],
  ["o.?map['x'].hasValue()", true],
  ["o.?map['y'].hasValue()", false],
  ["o.missing[?'x'].hasValue()", 'error'],
];

describe('what may not be there', () => {
  it.each(CASES)('%s is %s', (source, expected) => {
    const value = compileExpression(source, environment).evaluate({ o });

    expect(value instanceof Fault ? 'error' : value).toBe(expected);
  });
});
