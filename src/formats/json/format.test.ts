import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { Report } from '../../model/report.ts';
import { hostileReport, PAYLOADS } from '../sample-hostile.ts';
import { CLEAN, EMPTY, INCOMPLETE, SAMPLE } from '../sample.ts';
import { SCHEMA_ADDRESS } from './address.ts';
import json from './format.ts';
import { reportJsonSchema, type reportSchema } from './schema.ts';

const options = { color: false, hyperlinks: false, width: 80, source: () => undefined };

const validate = new Ajv.default({ allErrors: true }).compile(JSON.parse(reportJsonSchema()));

it.each([
  ['sample', SAMPLE],
  ['clean', CLEAN],
  ['empty', EMPTY],
  ['incomplete', INCOMPLETE],
])('the %s report keeps to the schema', (_, report) => {
  expect(validate(JSON.parse(json.render(report, options))), JSON.stringify(validate.errors)).toBe(true);
});

it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))(
  'gives every value back as it was: %s',
  (_, payload) => {
    const report = hostileReport(payload);

    const { $schema, ...rest } = JSON.parse(json.render(report, options)) as { $schema: string };

    expect($schema).toBe(SCHEMA_ADDRESS);
    expect(rest).toEqual(JSON.parse(JSON.stringify(report)));
  },
);

it('the published schema is that of the code', () => {
  const published = readFileSync(join(import.meta.dirname, '../../../schemas/report.schema.json'), 'utf8');

  expect(published).toBe(reportJsonSchema());
});

it('the schema describes the model', () => {
  expectTypeOf<z.infer<typeof reportSchema>>().toExtend<Omit<Report, 'frameworks'>>();
  expectTypeOf<keyof Report>().toExtend<keyof z.infer<typeof reportSchema>>();
});
