import { join } from 'node:path';
import { z } from 'zod';
import { reportJsonSchema } from '../../src/formats/json/schema.ts';
import type { Generator } from './index.ts';

const BASE = 'https://raw.githubusercontent.com/castellan/castellan/main/schemas';

/** JSON schemas that editors and other programs use. */
export const schemas: Generator = async (root) => {
  const { configSchema } = (await import(join(root, 'src/config/schema.ts'))) as { configSchema: z.ZodType };
  const config = {
    $id: `${BASE}/config.schema.json`,
    title: 'Castellan configuration',
    ...z.toJSONSchema(configSchema, { io: 'input' }),
  };
  return [
    ['schemas/config.schema.json', `${JSON.stringify(config, null, 2)}\n`],
    ['schemas/report.schema.json', reportJsonSchema()],
  ];
};
