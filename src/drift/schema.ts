import { z } from 'zod';
import { gap, place, ref, severity } from '../formats/json/schema.ts';

/*
 * The shape of `castellan drift -f json`, for `schemas/drift.schema.json` and for tests. Nothing else loads this file.
 */

const whole = z.int().min(0);
const any = z.unknown().optional();

const author = z
  .strictObject({
    manager: z.string(),
    operation: z.string(),
    subresource: z.string().optional(),
    time: z.string().describe('As the server wrote it.').optional(),
    certain: z.boolean().describe('False where the field is gone: then who wrote to the object last.'),
  })
  .meta({ id: 'author', description: 'Who wrote a field, as `managedFields` tells it.' });

const introduced = z.strictObject({ rule: z.string(), severity, message: z.string() });

const difference = z
  .strictObject({
    change: z.enum(['changed', 'added', 'removed']),
    path: z.string().describe('For people: `spec.template.spec.containers[web].image`.'),
    severity,
    why: z.string().optional(),
    declared: any,
    live: any,
    place,
    author: author.optional(),
  })
  .meta({ id: 'difference', description: 'One place at which a live object is not what was declared.' });

const object = z
  .strictObject({
    state: z.enum(['changed', 'missing', 'unmanaged']),
    subject: ref,
    severity,
    place,
    message: z.string(),
    differences: z.array(difference),
    introduces: z.array(introduced).describe('Rules that speak of the live object and not of the declared one.'),
    author: author.optional(),
  })
  .meta({ id: 'object', description: 'An object that is not what was declared.' });

export const driftSchema = z
  .strictObject({
    schema: z.literal('castellan.drift/v1'),
    tool: z.strictObject({ name: z.literal('castellan'), version: z.string() }),
    target: z.string(),
    live: z.strictObject({
      context: z.string(),
      version: z.string().describe('Of the API server; empty where it is not known.'),
      snapshot: z.strictObject({ file: z.string(), taken: z.string() }).optional(),
    }),
    failOn: z.union([severity, z.literal('none')]),
    verdict: z.enum(['clean', 'drift', 'incomplete']),
    summary: z.strictObject({
      declared: whole,
      compared: whole,
      changed: whole,
      missing: whole,
      unmanaged: whole,
      expected: whole,
      gaps: whole,
      severities: z.strictObject({ critical: whole, high: whole, medium: whole, low: whole, info: whole }),
    }),
    objects: z.array(object).describe('The worst first, then by place.'),
    elsewhere: z.array(introduced.extend({ subject: ref, place })),
    expected: z.array(z.strictObject({ subject: ref, path: z.string(), reason: z.string() })),
    notes: z.array(z.string()),
    gaps: z.array(gap),
  })
  .meta({ id: 'drift-report', description: 'What differs between files and a cluster.' });
