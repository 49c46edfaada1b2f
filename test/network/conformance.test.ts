import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapter as cluster } from '../conformance/cnp-conformance-cases/adapter.ts';
import { adapter as cyclonus } from '../conformance/cyclonus-cases/adapter.ts';
import { adapter as analyser } from '../conformance/netpol-bench/adapter.ts';

const data = resolve(import.meta.dirname, '../../../shared/conformance');

describe.skipIf(!existsSync(data))('network conformance', () => {
  it.each([cyclonus, cluster, analyser])(
    'every case of $folder comes out as expected',

    async (bench) => {
      const { misses } = await bench.run(resolve(data, bench.folder));

      expect(misses).toEqual([]);
    },
  );
});
