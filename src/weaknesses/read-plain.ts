import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, at, isObject } from '../std/value.ts';
import { type Entry, readingOf, type ToldImage } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

export const SCHEMA = 'castellan.dev/weaknesses/v1';

/** What people write by hand or by script: images, and what is wrong in each. */
export function readPlain(value: JsonObject, file: string): Reading | undefined {
  if (value['schema'] !== SCHEMA) return undefined;
  const images = asList(value['images']);
  const readable = images.filter(isObject);
  return readingOf(readable.map(imageOf), file, images.length - readable.length);
}

function imageOf(image: JsonObject): ToldImage {
  return {
    names: [asString(image['image']) ?? ''].filter(Boolean),
    digests: [asString(image['digest']) ?? ''].filter(Boolean),
    entries: asList(image['vulnerabilities']).map(entryOf),
  };
}

function entryOf(entry: Json): Entry {
  const fields = asObject(entry);
  return {
    id: asString(fields['id']),
    package: asString(fields['package']),
    version: asString(fields['version']),
    purl: asString(fields['purl']),
    fixed: asString(fields['fixed']),
    ratings: [{ vector: asString(fields['cvss']), score: asNumber(fields['score']) }],
    exploited: fields['exploited'] === true,
    likelihood: asNumber(fields['epss']),
  };
}

/** CISA's catalogue of known exploited vulnerabilities (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). */
export function readCatalogue(value: JsonObject): Reading | undefined {
  if (asString(value['catalogVersion']) === undefined) return undefined;
  const exploited = asList(value['vulnerabilities']).flatMap((entry) => asString(at(entry, 'cveID')) ?? []);
  return { ...NOTHING, exploited };
}

/** Scores of EPSS as its API gives them (https://www.first.org/epss/api). */
export function readScores(value: JsonObject): Reading | undefined {
  const entries = asList(value['data']);
  if (asString(value['status']) === undefined || entries.length === 0) return undefined;
  const likelihood = entries.flatMap((entry) => scoreOf(asString(at(entry, 'cve')), asString(at(entry, 'epss'))));
  if (likelihood.length === 0) return undefined;
  return { ...NOTHING, likelihood, faults: entries.length - likelihood.length };
}

function scoreOf(id = '', probability = ''): [string, number][] {
  const number = Number(probability);
  return id && probability.trim() !== '' && number >= 0 && number <= 1 ? [[id, number]] : [];
}

/** Scores of EPSS as a table: `cve,epss,percentile` (https://www.first.org/epss/data_stats). */
export function readLikelihoods(text: string): Reading | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = '', ...rows] = lines;
  if (!/^cve,epss(?:,|\s*$)/i.test(head)) return undefined;
  const likelihood = rows.flatMap((row) => {
    const [id, probability] = row.split(',', 2);
    return scoreOf(id, probability);
  });
  return { ...NOTHING, likelihood, faults: rows.length - likelihood.length };
}
