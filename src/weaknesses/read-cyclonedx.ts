import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, at, isObject } from '../std/value.ts';
import { byVersion, digestIn, type Entry, readingOf } from './entry.ts';
import { decoded } from './purl.ts';
import { timeOf } from './read-openvex.ts';
import type { Statement } from './statement.ts';
import { NOTHING, type Reading } from './weakness.ts';

/** States of the analysis that say that the weakness does no harm (CycloneDX VEX). */
const HARMLESS: ReadonlySet<string> = new Set(['not_affected', 'false_positive', 'resolved', 'resolved_with_pedigree']);

/**
 * A CycloneDX bill of materials of an image, with vulnerabilities or VEX in it, or VEX alone about packages
 * (https://cyclonedx.org/docs/1.6/json/#vulnerabilities, https://cyclonedx.org/capabilities/vex/); undefined for anything else.
 */
export function readCycloneDx(value: JsonObject, file: string): Reading | undefined {
  if (value['bomFormat'] !== 'CycloneDX') return undefined;
  const component = asObject(at(value, 'metadata', 'component'));
  const entries = asList(value['vulnerabilities']);
  const parts = new Map(partsIn(value).map((one) => [asString(at(one, 'bom-ref')), one]));
  if (component['type'] === 'container') {
    const told = entries.flatMap((entry) => entryOf(entry, parts));
    return readingOf([{ ...identityOf(component), entries: told }], file);
  }
  const faults = entries.filter((entry) => !isObject(entry)).length;
  const time = timeOf(asString(at(value, 'metadata', 'timestamp')));
  const statements = entries.flatMap((entry) => statementOf(entry, parts, { time, file }) ?? []);
  return statements.length > 0 ? { ...NOTHING, statements, faults } : undefined;
}

/** Components, and those that one level of them is made of. */
function partsIn(value: JsonObject): JsonObject[] {
  const components = asList(value['components']).map(asObject);
  return [...components, ...components.flatMap((one) => asList(one['components']).map(asObject))];
}

/** What an analysis says of a vulnerability in packages: those that its references name by package URL, as such or by BOM-Link. */
function statementOf(
  value: Json,
  parts: ReadonlyMap<string | undefined, JsonObject>,
  { time, file }: Pick<Statement, 'time' | 'file'>,
): Statement | undefined {
  const state = asString(at(value, 'analysis', 'state'));
  const id = asString(at(value, 'id'));
  const ids = asList(at(value, 'affects')).flatMap((one) => {
    const ref = asString(at(one, 'ref')) ?? '';
    const named = ref.startsWith('urn:cdx:') ? decoded(ref.slice(ref.indexOf('#') + 1)) : ref;
    const purl = asString(parts.get(named)?.['purl']) ?? named;
    return purl.startsWith('pkg:') ? [purl] : [];
  });
  if (state === undefined || id === undefined || ids.length === 0) return undefined;
  const said = asString(at(value, 'analysis', 'lastUpdated')) ?? asString(at(value, 'updated'));
  const products = ids.map((one) => ({ ids: [one], digests: [], parts: [] }));
  return { ids: [id], harmless: HARMLESS.has(state), time: timeOf(said) || time, products, file };
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

function entryOf(value: Json, parts: ReadonlyMap<string | undefined, JsonObject>): Entry[] {
  const fields = asObject(value);
  if (HARMLESS.has(asString(at(fields, 'analysis', 'state')) ?? '')) return [];
  const ref = asString(at(fields, 'affects', 0, 'ref'));
  const part = parts.get(ref);
  const ratings = asList(fields['ratings']).map((rating) => ({
    vector: asString(at(rating, 'vector')),
    score: asNumber(at(rating, 'score')),
  }));
  return [
    {
      id: asString(fields['id']),
      package: asString(part?.['name']) ?? ref,
      version: asString(part?.['version']),
      purl: asString(part?.['purl']) ?? ref,
      ratings: ratings.sort(byVersion),
    },
  ];
}
