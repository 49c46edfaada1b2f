import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, at, isObject } from '../std/value.ts';
import { type Entry, readingOf, type ToldImage } from './entry.ts';
import { ratingsOf } from './read-trivy.ts';
import type { Reading } from './weakness.ts';

const KINDS: ReadonlySet<string> = new Set(['VulnerabilityReport', 'ClusterVulnerabilityReport']);

/**
 * Objects of the Trivy operator, one or a list of them (https://aquasecurity.github.io/trivy-operator/latest/docs/crds/vulnerability-report/);
 * undefined for anything else. Vectors are in them where the operator is told to write them.
 */
export function readOperatorReports(value: JsonObject, file: string): Reading | undefined {
  const objects = [value, ...asList(value['items']).filter(isObject)].filter(isReport);
  return objects.length > 0 ? readingOf(objects.map(imageOf), file) : undefined;
}

function isReport(object: JsonObject): boolean {
  return KINDS.has(asString(object['kind']) ?? '') && isObject(object['report']);
}

function imageOf(object: JsonObject): ToldImage {
  const artifact = at(object, 'report', 'artifact');
  const [repository, tag] = [asString(at(artifact, 'repository')) ?? '', asString(at(artifact, 'tag'))];
  const server = asString(at(object, 'report', 'registry', 'server'));
  const place = server ? `${server}/${repository}` : repository;
  const digest = asString(at(artifact, 'digest'));
  return {
    names: repository && tag ? [`${place}:${tag}`] : [],
    digests: digest ? [digest] : [],
    entries: asList(at(object, 'report', 'vulnerabilities')).map(entryOf),
  };
}

function entryOf(value: Json): Entry {
  const fields = asObject(value);
  const ratings = ratingsOf(asObject(fields['cvss']));
  return {
    id: asString(fields['vulnerabilityID']),
    package: asString(fields['resource']),
    version: asString(fields['installedVersion']),
    purl: asString(fields['packagePURL']),
    fixed: asString(fields['fixedVersion']),
    ratings: [...ratings, { vector: undefined, score: asNumber(fields['score']) }],
  };
}
