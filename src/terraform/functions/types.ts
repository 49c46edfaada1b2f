import type { Json } from '../../model/json.ts';
import { isObject } from '../../std/value.ts';
import { isUnknown, numberOf, textOf } from '../value.ts';

/** Functions by name: the result, or undefined where it is not known or the arguments are wrong. */
export type Functions = Readonly<Record<string, (args: readonly Json[]) => Json | undefined>>;

/** Characters or items that one call may make. */
export const MOST_MADE = 1_000_000;

/** A function of texts, for arguments that are all simple values. */
export function ofTexts(work: (...texts: string[]) => Json | undefined): Functions[string] {
  return (args) => {
    const texts = args.map(textOf);
    return texts.every((text) => text !== undefined) ? work(...texts) : undefined;
  };
}

export function ofNumbers(work: (...numbers: number[]) => Json | undefined): Functions[string] {
  return (args) => {
    const numbers = args.map(numberOf);
    return numbers.every((number) => number !== undefined) ? work(...numbers) : undefined;
  };
}

/** The list that an argument is; undefined for anything else. */
export function listOf(value: Json | undefined): readonly Json[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function mapOf(value: Json | undefined): Readonly<Record<string, Json | undefined>> | undefined {
  return isObject(value) && !isUnknown(value) ? value : undefined;
}

export function textsOf(value: Json | undefined): string[] | undefined {
  const texts = listOf(value)?.map(textOf);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
}
