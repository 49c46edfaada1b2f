import { join } from 'node:path';
import { z } from 'zod';
import { driftSchema } from '../../src/drift/schema.ts';
import { complianceJsonSchema } from '../../src/formats/compliance/schema.ts';
import { reportJsonSchema } from '../../src/formats/json/schema.ts';
import { EVIDENCE_SCHEMA } from '../../src/host/evidence-schema.ts';
import type { Generator } from './index.ts';

const BASE = 'https://raw.githubusercontent.com/castellan/castellan/main/schemas';

/** JSON schemas that editors and other programs use. */
export const schemas: Generator = async (root) => {
  const { configSchema } = (await import(join(root, 'src/config/schema.ts'))) as { configSchema: z.ZodType };
  const { ownFrameworkSchema } = (await import(join(root, 'src/config/framework.ts'))) as {
    ownFrameworkSchema: z.ZodType;
  };
  const { versionsSchema } = (await import(join(root, 'src/config/versions-file.ts'))) as { versionsSchema: z.ZodType };
  return [
    schemaFile('config', 'Castellan configuration', configSchema),
    schemaFile('versions', 'Castellan version data', versionsSchema),
    schemaFile('framework', 'Castellan framework file', ownFrameworkSchema),
    schemaFile('drift', 'Castellan drift report', driftSchema),
    jsonFile('node-evidence', 'Evidence of a node, written by castellan node collect', EVIDENCE_SCHEMA),
    ['schemas/report.schema.json', reportJsonSchema()],
    ['schemas/compliance.schema.json', complianceJsonSchema()],
  ];
};

function schemaFile(name: string, title: string, schema: z.ZodType): [string, string] {
  return jsonFile(name, title, z.toJSONSchema(schema, { io: 'input' }));
}

function jsonFile(name: string, title: string, schema: object): [string, string] {
  const content = { $id: `${BASE}/${name}.schema.json`, title, ...schema };
  return [`schemas/${name}.schema.json`, `${JSON.stringify(content, null, 2)}\n`];
}
