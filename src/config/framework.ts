import { z } from 'zod';
import { ownRule } from './schema.ts';

const ruleIds = z.array(z.string().min(1));
const text = z.string().min(1);

const details = {
  section: text.optional().describe('Chapter that it stands in.'),
  level: text.optional(),
  profile: text.optional().describe('What it is for: `Worker node`.'),
  assessment: z.enum(['automated', 'manual']).optional().describe('What the framework itself calls it.'),
  since: z.int().optional().describe('Minor version of Kubernetes that it begins with.'),
  evidence: z.literal('any').optional().describe('One of its rules having something to look at is enough for a pass.'),
  also: ruleIds.optional().describe('Rules that fail it, but whose evidence it can pass without.'),
  doubts: ruleIds.optional().describe('Rules whose finding makes it unknown: they tell that evidence is incomplete.'),
  manual: text.optional().describe('Why a person must look, and what to ask.'),
};

/** What a framework file of Castellan says; ids and versions are quoted, or YAML makes 1.1 of 1.10. */
export const frameworkSchema = z.strictObject({
  id: text,
  title: text,
  version: text,
  url: z.url(),
  aliases: z.array(text).optional(),
  foreign: z.array(text).optional(),
  controls: z.array(z.strictObject({ id: text, title: text, ...details, rules: ruleIds.default([]) })).min(1),
});

const quoted = z.string({ error: 'must be text: quote it, or YAML reads 1.10 as 1.1' }).min(1);

/** What a framework file of the user's own says. */
export const ownFrameworkSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case words joined by -'),
    title: text,
    version: quoted.default('1'),
    url: z.url().default('https://github.com/castellan/castellan/blob/main/docs/frameworks.md'),
    extends: text.optional().describe('A framework of Castellan (`cis`), or a file, whose controls are taken over.'),
    controls: z
      .array(
        z.strictObject({
          id: quoted.describe('Of a control that is taken over: what is said here replaces what it says.'),
          title: text.optional().describe('Needed for a new control.'),
          ...details,
          rules: ruleIds
            .optional()
            .describe('Rules that decide it: rules of Castellan, of the config, or of this file.'),
        }),
      )
      .default([])
      .describe('New controls, and changes of those that are taken over.'),
    exclude: z
      .array(z.strictObject({ id: quoted, reason: text.describe('Why it does not apply here. Required.') }))
      .default([])
      .describe('Controls that are not taken over.'),
    customRules: z.array(ownRule).optional().describe('Own rules in CEL, as in the config.'),
  })
  .describe("A framework of one's own for Castellan");

export type OwnFramework = z.infer<typeof ownFrameworkSchema>;
