import type { Macro, ReadCost } from './ast.ts';
import type { CostRule } from './cost-rules.ts';
import type { Callable, Overload } from './library.ts';
import type { Value } from './values.ts';

/**
 * What runs: names are resolved, calls are bound to functions, every local has a slot. Both backends, generated JavaScript
 * and closures, read this and nothing else.
 */
export type Ir =
  | { readonly op: 'constant'; readonly value: Value }
  | { readonly op: 'variable'; readonly name: string; readonly at: number }
  | {
      readonly op: 'local';
      readonly slot: number;
      readonly mayFail: boolean;
      readonly cost: ReadCost;
      readonly at: number;
    }
  | { readonly op: 'select'; readonly of: Ir; readonly field: string; readonly at: number }
  | { readonly op: 'has'; readonly of: Ir; readonly field: string; readonly at: number }
  | { readonly op: 'logic'; readonly all: boolean; readonly items: readonly Ir[]; readonly at: number }
  | { readonly op: 'choose'; readonly test: Ir; readonly yes: Ir; readonly no: Ir; readonly at: number }
  | {
      readonly op: 'call';
      readonly name: string;
      readonly run: Callable;
      readonly args: readonly Ir[];
      /** What it costs where it has no rule. */
      readonly cost: number;
      readonly rule?: CostRule | undefined;
      /** Those that may be called, as far as types tell. */
      readonly overloads: readonly Overload[];
      readonly at: number;
    }
  | ElseIr
  | LoopIr
  | { readonly op: 'bind'; readonly slot: number; readonly value: Ir; readonly body: Ir }
  | { readonly op: 'fault'; readonly message: string; readonly at: number };

/** `of.or(other)` and `of.orValue(other)`: the other is only evaluated where it is needed. */
export interface ElseIr {
  readonly op: 'else';
  readonly of: Ir;
  readonly other: Ir;
  /** Whether it gives what the optional value holds. */
  readonly unwraps: boolean;
  readonly at: number;
}

export interface LoopIr {
  readonly op: 'loop';
  readonly macro: Macro;
  readonly range: Ir;
  /** Slots of one or two variables. */
  readonly slots: readonly number[];
  readonly filter: Ir | undefined;
  readonly body: Ir;
  readonly at: number;
}
