/** Prefixes of the SI as Kubernetes writes them, as powers of ten: `m` is a thousandth. */
export const DECIMAL_UNITS: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

/** Prefixes of IEC 80000-13, as powers of two: `Ki` is 1024. */
export const BINARY_UNITS: ReadonlyMap<string, number> = new Map([
  ['Ki', 10],
  ['Mi', 20],
  ['Gi', 30],
  ['Ti', 40],
  ['Pi', 50],
  ['Ei', 60],
]);
