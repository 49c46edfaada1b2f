import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, at, isObject } from '../std/value.ts';
import { weaknessOf } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

export const SCHEMA = 'castellan.dev/weaknesses/v1';

/** What people write by hand or by script: images, and what is wrong in each. */
export function readPlain(value: JsonObject, file: string): Reading | undefined {
  if (value['schema'] !== SCHEMA) return undefined;
  const images = asList(value['images']);
  return {
    ...NOTHING,
    images: images.filter(isObject).map((image) => ({
      names: [asString(image['image']) ?? ''].filter(Boolean),
      digests: [asString(image['digest']) ?? ''].filter(Boolean),
      weaknesses: asList(image['vulnerabilities']).flatMap((entry) => weaknessIn(entry) ?? []),
      file,
    })),
    faults: images.filter((image) => !isObject(image)).length,
  };
}

function weaknessIn(entry: Json) {
  const fields = asObject(entry);
  return weaknessOf({
    id: asString(fields['id']),
    package: asString(fields['package']),
    version: asString(fields['version']),
    fixed: asString(fields['fixed']),
    ratings: [{ vector: asString(fields['cvss']), score: asNumber(fields['score']) }],
    exploited: fields['exploited'] === true,
    likelihood: asNumber(fields['epss']),
  });
}

/** CISA's catalogue of known exploited vulnerabilities (https://www.cisa.gov/known-exploited-vulnerabilities-catalog). */
export function readCatalogue(value: JsonObject): Reading | undefined {
  if (asString(value['catalogVersion']) === undefined) return undefined;
  const exploited = asList(value['vulnerabilities']).flatMap((entry) => asString(at(entry, 'cveID')) ?? []);
  return { ...NOTHING, exploited };
}

/** Scores of EPSS as a table: `cve,epss,percentile` (https://www.first.org/epss/data_stats). */
export function readLikelihoods(text: string): Reading | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [head = '', ...rows] = lines;
  if (!/^cve,epss(?:,|\s*$)/i.test(head)) return undefined;
  const likelihood: [string, number][] = [];
  let faults = 0;
  for (const row of rows) {
    const [id = '', probability = ''] = row.split(',', 2);
    const number = Number(probability);
    if (id && probability.trim() !== '' && number >= 0 && number <= 1) likelihood.push([id, number]);
    else faults++;
  }
  return { ...NOTHING, likelihood, faults };
}
