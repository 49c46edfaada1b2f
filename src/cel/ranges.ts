/** The least and the most that something may be: a size or a cost. Infinity where nothing is known. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export const UNKNOWN: Range = { min: 0, max: Infinity };
export const exactly = (value: number): Range => ({ min: value, max: value });

/** Zero times anything is zero, however much may be there. */
export const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);

export const plus = (...ranges: readonly Range[]): Range => ({
  min: ranges.reduce((sum, { min }) => sum + min, 0),
  max: ranges.reduce((sum, { max }) => sum + max, 0),
});

export const times = (a: Range, b: Range): Range => ({ min: product(a.min, b.min), max: product(a.max, b.max) });

/** The range of a function that grows with its argument. */
export const mapRange = ({ min, max }: Range, grow: (value: number) => number): Range => ({
  min: grow(min),
  max: grow(max),
});

/** What holds both. */
export const union = (a: Range, b: Range): Range => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) });

/** Each unit costs `factor`, rounded up. */
export const scaled = (size: Range, factor: number): Range => mapRange(size, (n) => Math.ceil(product(n, factor)));
