import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { digestIn, type Rating, weaknessOf } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

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
  return {
    ...NOTHING,
    images: [
      {
        names: [input.replace(/^(?:registry|docker|podman):/, ''), ...asStrings(target['tags'])].filter(Boolean),
        digests: digests.filter(Boolean),
        weaknesses: entries.flatMap((entry) => weaknessIn(entry) ?? []),
        file,
      },
    ],
    faults: entries.filter((entry) => !isObject(entry)).length,
  };
}

function weaknessIn(entry: Json) {
  const found = asObject(at(entry, 'vulnerability'));
  const related = asList(at(entry, 'relatedVulnerabilities'));
  const artifact = asObject(at(entry, 'artifact'));
  const known = [found, ...related.map(asObject)];
  return weaknessOf({
    id: known.map(({ id }) => asString(id)).find((id) => id?.startsWith('CVE-')) ?? asString(found['id']),
    package: asString(artifact['name']),
    version: asString(artifact['version']),
    fixed: asStrings(at(found, 'fix', 'versions'))[0],
    ratings: known.flatMap(({ cvss }) => asList(cvss).map(ratingOf)).sort(byVersion),
    exploited: known.some(({ knownExploited }) => asList(knownExploited).length > 0),
    likelihood: known.flatMap(({ epss }) => asNumber(at(epss, 0, 'epss')) ?? [])[0],
  });
}

function ratingOf(value: Json): Rating {
  return { vector: asString(at(value, 'vector')), score: asNumber(at(value, 'metrics', 'baseScore')) };
}

/** Vectors of version 2 know no user interaction: they count where there is no other. */
function byVersion(a: Rating, b: Rating): number {
  const rank = ({ vector = '' }: Rating) => (vector.startsWith('CVSS:3') ? 0 : vector.startsWith('CVSS:4') ? 1 : 2);
  return rank(a) - rank(b);
}
