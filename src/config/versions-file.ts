import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { SEVERITIES } from '../model/severity.ts';
import type { VersionData } from '../model/versions.ts';
import { isDate } from '../std/date.ts';
import { UserError } from '../std/user-error.ts';
import { parseVersion } from '../versions/order.ts';

const MAX_BYTES = 32 * 1024 * 1024;

const date = z.string().refine(isDate, 'must be a date like 2026-11-21');
const version = z.string().refine((text) => parseVersion(text) !== undefined, 'must be a version like 1.2.3');

/** A file that takes the place of the built-in data (`src/versions/known.json`). */
export const versionsSchema = z
  .object({
    schema: z.literal('castellan.versions/v1'),
    date,
    sources: z.array(z.object({ name: z.string(), url: z.string(), date })),
    products: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        url: z.string(),
        cycles: z.array(z.object({ cycle: version, endOfLife: date.optional() })),
      }),
    ),
    advisories: z.array(
      z.object({
        id: z.string(),
        components: z.array(z.string()),
        severity: z.enum(SEVERITIES),
        title: z.string(),
        affected: z.array(
          z.object({ introduced: version.optional(), fixed: version.optional(), lastAffected: version.optional() }),
        ),
        url: z.string(),
        needs: z.string().optional(),
      }),
    ),
  })
  .describe('Releases and vulnerabilities of the programs that clusters are made of');

/**
 * Reads newer data about versions.
 * @throws UserError `not-found` where there is no such file, `bad-config` where it is not of the right form.
 */
export function readVersionsFile(file: string): VersionData {
  let value: unknown;
  try {
    if (statSync(file).size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES / 1024 / 1024} MiB`);
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const message = missing ? `The versions file ${file} does not exist.` : `The versions file can't be read as JSON.`;
    throw new UserError(missing ? 'not-found' : 'bad-config', message, {
      place: { file },
      hint: `${missing ? 'Check --versions.' : `${(cause as Error).message}.`} Its form: schemas/versions.schema.json.`,
      cause,
    });
  }
  const { data, error } = versionsSchema.safeParse(value);
  if (data) return data;
  const [issue] = error.issues;
  throw new UserError(
    'bad-config',
    `The versions file is wrong at ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
    {
      place: { file },
      hint: 'Its form: schemas/versions.schema.json.',
    },
  );
}
