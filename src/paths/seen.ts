/** Which vertices were seen, a bit for each: so small that it stays near the processor while steps are looked through. */
export type Seen = Int32Array;

export function createSeen(size: number): Seen {
  return new Int32Array((size + 31) >>> 5);
}

export function isSeen(seen: Seen, vertex: number): boolean {
  return ((seen[vertex >>> 5]! >>> (vertex & 31)) & 1) === 1;
}

export function see(seen: Seen, vertex: number): void {
  seen[vertex >>> 5]! |= 1 << (vertex & 31);
}
