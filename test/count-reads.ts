/** Data that counts how often something is read of it, whichever level it is at: work that can be compared without a clock. */
export function countReads<T extends object>(data: T): { readonly data: T; readonly reads: () => number } {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const handler: ProxyHandler<object> = {
    get(target, key, receiver) {
      reads++;
      const value: unknown = Reflect.get(target, key, receiver);
      return typeof value === 'object' && value !== null ? counting(value) : value;
    },
  };
  const counting = (value: object): object => {
    const before = known.get(value);
    if (before) return before;
    const after = new Proxy(value, handler);
    known.set(value, after);
    return after;
  };
  return { data: counting(data) as T, reads: () => reads };
}
