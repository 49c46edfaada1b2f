import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { adapter } from './adapter.ts';

const data = resolve(import.meta.dirname, '../../../../shared/conformance', adapter.folder);

it.skipIf(!existsSync(data))('every compliance test of JMESPath comes out as declared, in both dialects', async () => {
  const { misses } = await adapter.run(data);

  expect(misses).toEqual([]);
});
