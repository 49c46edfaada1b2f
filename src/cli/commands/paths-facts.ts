import { readFileSync, statSync } from 'node:fs';
import type { World } from '../../edges/world.ts';
import { imageOf } from '../../edges/world-weaknesses.ts';
import type { Gap } from '../../model/gap.ts';
import { count } from '../../std/text.ts';
import { UserError } from '../../std/user-error.ts';
import { readReport } from '../../weaknesses/read-report.ts';
import type { Reading } from '../../weaknesses/weakness.ts';

export interface FactFlags {
  readonly facts?: readonly string[];
}

/** Longer files are no strings. */
const MOST_BYTES = 400 * 1024 * 1024;

/**
 * Reads reports of images and catalogues of vulnerabilities.
 * @throws UserError where a file can't be read or is nothing of the kind.
 */
export function readFacts({ facts = [] }: FactFlags): {
  readonly reports: readonly Reading[];
  readonly gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const reports = facts.map((file) => {
    const reading = readReport(textOf(file), file);
    if (!reading) {
      throw new UserError('bad-option', `${file} is no report of an image.`, {
        hint: 'Give JSON of trivy image, of grype, of CycloneDX with vulnerabilities, of castellan.dev/weaknesses/v1, CISA’s catalogue, or the table of EPSS.',
      });
    }
    if (reading.faults > 0) gaps.push(faulty(file, reading.faults));
    return reading;
  });
  return { reports, gaps };
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) {
      throw new UserError('bad-option', `${file} is larger than ${MOST_BYTES / 1024 / 1024} MB.`, {
        hint: 'Give one report for each image.',
      });
    }
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('not-found', `The report ${file} can't be read (${code}).`, { cause });
  }
}

function faulty(file: string, faults: number): Gap {
  return {
    code: 'syntax',
    file,
    message: `${count(faults, 'entry', 'entries')} can't be read.`,
    hint: 'What they say is not on any path.',
  };
}

/** Images of which no report tells, and reports of images that nothing runs: weaknesses that are not known, or names that differ. */
export function unmatched(world: World, reports: readonly Reading[]): Gap[] {
  const images = reports.flatMap((reading) => reading.images);
  if (images.length === 0) return [];
  const { containers } = world.places;
  const used = new Set(containers.flatMap((container) => world.weaknesses.of(container).map(({ file }) => file)));
  const all = new Map(containers.map((container) => [imageOf(container), world.weaknesses.of(container).length > 0]));
  const dark = [...all.values()].filter((known) => !known).length;
  const idle = [...new Set(images.map(({ file }) => file))].filter((file) => !used.has(file));
  return [
    ...(dark > 0
      ? [`No report tells of ${dark} of ${count(all.size, 'image')}: what is weak in them is not known.`]
      : []),
    ...(idle.length > 0
      ? [`Nothing here runs the image of ${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ' and others' : ''}.`]
      : []),
  ].map((message) => ({
    code: 'unknown-value',
    file: '',
    message,
    hint: 'Scan the images that run, by the names in the manifests.',
  }));
}
