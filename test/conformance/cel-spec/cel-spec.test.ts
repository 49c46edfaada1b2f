import { expect, it } from 'vitest';
import { adapter } from './adapter.ts';

it("the specification's tests come out as they should, but for strong enums", async () => {
  const { misses, suites } = await adapter.run('');

  expect(misses.filter((miss) => !miss.startsWith('protobuf enums/'))).toEqual([]);
  expect(misses).toHaveLength(18);
  expect(suites.reduce((sum, { total }) => sum + total, 0)).toBe(2344);
});
