import { readFileSync, statSync } from 'node:fs';
import type { World } from '../../edges/world.ts';
import { imageOf } from '../../edges/world-weaknesses.ts';
import type { Gap } from '../../model/gap.ts';
import { count } from '../../std/text.ts';
import { gunzipped } from '../../std/signature.ts';
import { UserError } from '../../std/user-error.ts';
import { readReport } from '../../weaknesses/read-report.ts';
import type { ImageReport, Reading } from '../../weaknesses/weakness.ts';

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
      throw new UserError(
        'bad-option',
        `${file} is no report of an image, nor a catalogue or statement of vulnerabilities.`,
        {
          hint: 'Give JSON of trivy image or trivy k8s, VulnerabilityReports, JSON of grype, of CycloneDX, OpenVEX, CSAF or castellan.dev/weaknesses/v1, CISA’s catalogue, or the scores of EPSS.',
        },
      );
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
    return plainText(readFileSync(file), file);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new UserError('not-found', `The report ${file} can't be read (${code}).`, { cause });
  }
}

/** Files may be compressed, as EPSS gives its table. */
function plainText(data: Buffer, file: string): string {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data.toString('utf8');
  const whole = gunzipped(data, MOST_BYTES);
  if (whole) return Buffer.from(whole).toString('utf8');
  throw new UserError('bad-option', `${file} can't be uncompressed.`, {
    hint: `It is torn, or larger than ${MOST_BYTES / 1024 / 1024} MB without compression.`,
  });
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
export function unmatched(world: World): Gap[] {
  const { images, idle: unheard } = world.weaknesses;
  const silent = unheard.map(
    (file) => `No report tells of anything that ${file} is about: its statements change nothing.`,
  );
  if (images.length === 0) return silent.map(assumption);
  const { containers } = world.places;
  const unrated = images.filter(({ unrated: number }) => number > 0);
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
    ...silent,
    ...(unrated.length > 0 ? [unratedText(unrated)] : []),
  ].map(assumption);
}

function unratedText(reports: readonly ImageReport[]): string {
  const files = [...new Set(reports.map(({ file }) => file))];
  const entries = reports.reduce((sum, { unrated }) => sum + unrated, 0);
  return `${count(entries, 'vulnerability', 'vulnerabilities')} in ${files.slice(0, 5).join(', ')}${files.length > 5 ? ' and others' : ''} have no vector of CVSS: whether a request can use them is not known.`;
}

function assumption(message: string): Gap {
  return { code: 'unknown-value', file: '', message, hint: HINT };
}

const HINT =
  'Scan the images that run, by the names in the manifests; tell the Trivy operator to write CVSS; name products of VEX by the package URL or the digest that the report has.';
