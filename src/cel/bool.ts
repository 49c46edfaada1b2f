import { Fault, placed, typeName, type Value } from './values.ts';

/** The fault of a condition that is no bool: its own, where it is one. */
export const notBool = (value: Value, at: number): Fault =>
  value instanceof Fault
    ? placed(value, at)
    : placed(new Fault(`no such overload: a bool is needed, not ${typeName(value)}`), at);
