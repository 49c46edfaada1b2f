/* Sets of small numbers, a bit for each. */

/** An empty set with room for the numbers below `size`. */
export function createBits(size: number): Uint32Array {
  return new Uint32Array((size + 31) >>> 5);
}

export function has(bits: Uint32Array, id: number): boolean {
  return (bits[id >>> 5]! & (1 << (id & 31))) !== 0;
}

export function put(bits: Uint32Array, id: number): void {
  bits[id >>> 5]! |= 1 << (id & 31);
}

/** Takes the members out, ascending; `count` is how many there are. */
export function takeAll(bits: Uint32Array, count: number): Uint32Array {
  const members = new Uint32Array(count);
  let next = 0;
  for (let word = 0; next < count; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
      members[next++] = (word << 5) + 31 - Math.clz32(rest & -rest);
    }
    bits[word] = 0;
  }
  return members;
}

/** What is in both of two sets that have room for the same numbers. */
export function both(a: Uint32Array, b: Uint32Array): Uint32Array {
  const bits = new Uint32Array(a.length);
  for (let word = 0; word < bits.length; word++) bits[word] = a[word]! & b[word]!;
  return bits;
}

/** The members, ascending; the set stays as it is. */
export function members(bits: Uint32Array): Uint32Array {
  const found: number[] = [];
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) found.push((word << 5) + 31 - Math.clz32(rest & -rest));
  }
  return new Uint32Array(found);
}
