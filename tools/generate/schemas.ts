import { join } from 'node:path';
import { z } from 'zod';
import { complianceJsonSchema } from '../../src/formats/compliance/schema.ts';
import { reportJsonSchema } from '../../src/formats/json/schema.ts';
import { EVIDENCE_SCHEMA } from '../../src/host/evidence-schema.ts';
import type { Generator } from './index.ts';

const BASE = 'https://raw.githubusercontent.com/castellan/castellan/main/schemas';

/** JSON schemas that editors and other programs use. */
export const schemas: Generator = async (root) => {
  const [config, versions, framework, drift] = await Promise.all([
    schemaIn(root, 'config/schema.ts', 'configSchema'),
    schemaIn(root, 'config/versions-file.ts', 'versionsSchema'),
    schemaIn(root, 'config/framework.ts', 'ownFrameworkSchema'),
    schemaIn(root, 'drift/schema.ts', 'driftSchema'),
  ]);
  return [
    schemaFile('config', 'Castellan configuration', config),
    schemaFile('versions', 'Castellan version data', versions),
    schemaFile('framework', 'Castellan framework file', framework),
    schemaFile('drift', 'Castellan drift report', drift),
    jsonFile('node-evidence', 'Evidence of a node, written by castellan node collect', EVIDENCE_SCHEMA),
    ['schemas/report.schema.json', reportJsonSchema()],
    ['schemas/compliance.schema.json', complianceJsonSchema()],
  ];
};

/** To compare the types of large schemas with that of any schema costs a checker of types more than the rest of the file. */
async function schemaIn(root: string, file: string, name: string): Promise<z.ZodType> {
  const module = (await import(join(root, 'src', file))) as Readonly<Record<string, z.ZodType>>;
  const schema = module[name];
  if (!schema) throw new Error(`${file} exports no ${name}`);
  return schema;
}

function schemaFile(name: string, title: string, schema: z.ZodType): [string, string] {
  return jsonFile(name, title, z.toJSONSchema(schema, { io: 'input' }));
}

function jsonFile(name: string, title: string, schema: object): [string, string] {
  const content = { $id: `${BASE}/${name}.schema.json`, title, ...schema };
  return [`schemas/${name}.schema.json`, `${JSON.stringify(content, null, 2)}\n`];
}
