import { fixTexts } from '../../src/scan/fix.ts';
import type { ScanResult } from '../../src/scan/scan.ts';
import { decode } from '../../src/sources/files/read.ts';
import { parseManifests } from '../../src/manifests/parse.ts';
import { analyseTexts, EVERY_RULE } from './analyse.ts';
import { corpus, fixtures, type Sample } from './fixtures.ts';
import { mutate, mutateBytes, pick, type Random, seeded } from './mutate.ts';

export interface FuzzOutcome {
  /** Documents that were mutated and went through everything. */
  readonly documents: number;
  readonly findings: number;
  readonly fixedFiles: number;
  /** What went wrong, with the text that did it. */
  readonly failures: readonly string[];
}

export interface FuzzOptions {
  readonly seed: number;
  readonly documents: number;
  /** One of so many batches is repaired as well. */
  readonly fixEvery: number;
}

const BATCH = 40;
const LONGEST = 6000;

/** Single documents of the fixtures and, where it is there, of the corpus. */
export function seeds(): string[] {
  const files: Sample[] = [
    ...fixtures(/^(bad|good)\.(yaml|Dockerfile|service|env|flags)$/),
    ...(corpus('manifests') ?? []),
  ];
  return files.flatMap(({ text }) => text.split(/^---$/m)).filter((text) => text.trim() && text.length < LONGEST);
}

/** Sends mutated documents through reading, every rule, judgement and repair. */
export async function fuzz(options: FuzzOptions, texts: readonly string[] = seeds()): Promise<FuzzOutcome> {
  const random = seeded(options.seed);
  const failures: string[] = [];
  let [documents, findings, fixedFiles] = [0, 0, 0];
  for (let batch = 0; documents < options.documents && failures.length < 5; batch++) {
    const files = makeFiles(texts, random);
    const fix = batch % options.fixEvery === 0;
    try {
      const outcome = await runBatch(files, fix);
      findings += outcome.findings;
      fixedFiles += outcome.fixed;
      failures.push(...outcome.failures);
    } catch (error) {
      failures.push(`${(error as Error).stack}\n${await culprit(files, fix)}`);
    }
    documents += BATCH;
  }
  return { documents, findings, fixedFiles, failures };
}

function makeFiles(texts: readonly string[], random: Random): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < BATCH; i++) {
    const text = mutate(pick(texts, random), random, pick(texts, random));
    const read = decode(mutateBytes(Buffer.from(text), random), 'x');
    if ('text' in read) files[/^FROM /m.test(text) ? `Dockerfile.${i}` : `${i}.yaml`] = read.text;
  }
  return files;
}

async function runBatch(files: Record<string, string>, fix: boolean) {
  const result = await analyseTexts(files);
  const failures = result.report.gaps
    .filter(({ code }) => code === 'check-failed')
    .map((gap) => `${gap.message}\n${files[gap.file]}`);
  if (!fix) return { findings: result.report.findings.length, fixed: 0, failures };
  const { files: fixed } = await fixTexts(result, EVERY_RULE, true);
  for (const { file, before, after } of fixed) {
    if (file.endsWith('.yaml') && broken(after) > broken(before))
      failures.push(`the fix breaks\n${before}\nto\n${after}`);
  }
  failures.push(...(await notSettled(fixed, result)));
  return { findings: result.report.findings.length, fixed: fixed.length, failures };
}

function broken(text: string): number {
  return parseManifests(text).problems.length;
}

/** Repairing what was repaired changes nothing. */
async function notSettled(fixed: readonly { file: string; after: string }[], first: ScanResult): Promise<string[]> {
  const texts = {
    ...Object.fromEntries(first.collected.texts),
    ...Object.fromEntries(fixed.map(({ file, after }) => [file, after])),
  };
  const again = await fixTexts(await analyseTexts(texts), EVERY_RULE, true);
  return again.files.map(({ before, after }) => `fixed twice\n${before}\nto\n${after}`);
}

/** The one file that fails alone, or all. */
async function culprit(files: Record<string, string>, fix: boolean): Promise<string> {
  for (const [file, text] of Object.entries(files)) {
    try {
      await runBatch({ [file]: text }, fix);
    } catch {
      return `${file}\n${text}`;
    }
  }
  return JSON.stringify(files);
}
