import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, at, isObject } from '../std/value.ts';
import { digestIn, weaknessOf } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

/** States of the analysis that say that the weakness does no harm (CycloneDX VEX). */
const HARMLESS: ReadonlySet<string> = new Set(['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree']);

/**
 * A CycloneDX bill of materials of an image, with vulnerabilities or VEX in it
 * (https://cyclonedx.org/docs/1.6/json/#vulnerabilities); undefined for anything else.
 */
export function readCycloneDx(value: JsonObject, file: string): Reading | undefined {
  const component = asObject(at(value, 'metadata', 'component'));
  if (value['bomFormat'] !== 'CycloneDX' || component['type'] !== 'container') return undefined;
  const entries = asList(value['vulnerabilities']);
  const parts = new Map(asList(value['components']).map((one) => [asString(at(one, 'bom-ref')), asObject(one)]));
  return {
    ...NOTHING,
    images: [
      { ...identityOf(component), weaknesses: entries.flatMap((entry) => weaknessIn(entry, parts) ?? []), file },
    ],
    faults: entries.filter((entry) => !isObject(entry)).length,
  };
}

/** Name and version, the package URL, and what Trivy writes as properties. */
function identityOf(component: JsonObject): { names: string[]; digests: string[] } {
  const name = asString(component['name']) ?? '';
  const version = asString(component['version']) ?? '';
  const properties = asList(component['properties']);
  const property = (end: string) =>
    properties.flatMap((one) => (asString(at(one, 'name'))?.endsWith(end) ? (asString(at(one, 'value')) ?? []) : []));
  const isDigest = version.startsWith('sha256:');
  const fromUrl = /@(sha256(?::|%3A)[0-9a-f]{64})/.exec(asString(component['purl']) ?? '')?.[1]?.replace('%3A', ':');
  return {
    names: [isDigest || !version ? name : `${name}:${version}`, ...property(':RepoTag')].filter(Boolean),
    digests: [
      ...(isDigest ? [version] : []),
      fromUrl ?? '',
      ...property(':RepoDigest').map(digestIn),
      ...property(':ImageID'),
    ].filter(Boolean),
  };
}

function weaknessIn(entry: Json, parts: ReadonlyMap<string | undefined, JsonObject>) {
  const fields = asObject(entry);
  if (HARMLESS.has(asString(at(fields, 'analysis', 'state')) ?? '')) return undefined;
  const part = parts.get(asString(at(fields, 'affects', 0, 'ref')));
  return weaknessOf({
    id: asString(fields['id']),
    package: asString(part?.['name']) ?? asString(at(fields, 'affects', 0, 'ref')),
    version: asString(part?.['version']),
    ratings: asList(fields['ratings']).map((rating) => ({
      vector: asString(at(rating, 'vector')),
      score: asNumber(at(rating, 'score')),
    })),
  });
}
