import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { byVersion, digestIn, type Entry, type Rating, readingOf } from './entry.ts';
import type { Reading } from './weakness.ts';

/** `grype IMAGE -o json` (https://github.com/anchore/grype); undefined for anything else. */
export function readGrype(value: JsonObject, file: string): Reading | undefined {
  const target = at(value, 'source', 'target');
  if (!Array.isArray(value['matches']) || at(value, 'source', 'type') !== 'image' || !isObject(target))
    return undefined;
  const entries = asList(value['matches']);
  const input = asString(target['userInput']) ?? '';
  const digests = [
    ...asStrings(target['repoDigests']).map(digestIn),
    asString(target['manifestDigest']) ?? '',
    asString(target['imageID']) ?? '',
  ];
  const names = [input.replace(/^(?:registry|docker|podman):/, ''), ...asStrings(target['tags'])].filter(Boolean);
  return readingOf([{ names, digests: digests.filter(Boolean), entries: entries.map(entryOf) }], file);
}

function entryOf(entry: Json): Entry {
  const found = asObject(at(entry, 'vulnerability'));
  const related = asList(at(entry, 'relatedVulnerabilities'));
  const artifact = asObject(at(entry, 'artifact'));
  const known = [found, ...related.map(asObject)];
  return {
    id: known.map(({ id }) => asString(id)).find((id) => id?.startsWith('CVE-')) ?? asString(found['id']),
    package: asString(artifact['name']),
    version: asString(artifact['version']),
    purl: asString(artifact['purl']),
    fixed: asStrings(at(found, 'fix', 'versions'))[0],
    ratings: known.flatMap(({ cvss }) => asList(cvss).map(ratingOf)).sort(byVersion),
    exploited: known.some(({ knownExploited }) => asList(knownExploited).length > 0),
    likelihood: known.flatMap(({ epss }) => asNumber(at(epss, 0, 'epss')) ?? [])[0],
  };
}

function ratingOf(value: Json): Rating {
  return { vector: asString(at(value, 'vector')), score: asNumber(at(value, 'metrics', 'baseScore')) };
}
