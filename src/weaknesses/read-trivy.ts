import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { digestIn, type Entry, type Rating, readingOf } from './entry.ts';
import type { Reading } from './weakness.ts';

/** `trivy image --format json` (https://trivy.dev/docs/latest/configuration/reporting/#json); undefined for anything else. */
export function readTrivy(value: JsonObject, file: string): Reading | undefined {
  const name = asString(value['ArtifactName']);
  if (name === undefined || !Array.isArray(value['Results'] ?? [])) return undefined;
  const { names, digests } = identityOf(asObject(value['Metadata']));
  return readingOf([{ names: [name, ...names], digests, entries: entriesIn(asList(value['Results'])) }], file);
}

/** Tags and digests of `Metadata`. */
export function identityOf(metadata: JsonObject): { readonly names: string[]; readonly digests: string[] } {
  return {
    names: asStrings(metadata['RepoTags']),
    digests: [...asStrings(metadata['RepoDigests']).map(digestIn), asString(metadata['ImageID']) ?? ''].filter(Boolean),
  };
}

/** Everything that `Results` tell. */
export function entriesIn(results: readonly Json[]): Entry[] {
  return results.flatMap((result) => asList(at(result, 'Vulnerabilities')).flatMap(entryOf));
}

/** One vulnerability; none where the distribution says that the package is not affected. */
function entryOf(value: Json): Entry[] {
  const fields = asObject(value);
  if (fields['Status'] === 'not_affected') return [];
  return [
    {
      id: asString(fields['VulnerabilityID']),
      package: asString(fields['PkgName']),
      version: asString(fields['InstalledVersion']),
      purl: asString(at(fields, 'PkgIdentifier', 'PURL')),
      fixed: asString(fields['FixedVersion']),
      ratings: ratingsOf(asObject(fields['CVSS']), asString(fields['SeveritySource'])),
    },
  ];
}

/** Whoever set the severity is trusted first, then NVD; the newest vector of each that we read. */
export function ratingsOf(cvss: JsonObject, source = ''): Rating[] {
  const sources = [source, 'nvd', ...Object.keys(cvss)].filter((one) => isObject(cvss[one]));
  return [...new Set(sources)].flatMap((one): Rating[] => {
    const { V3Vector, V3Score, V40Vector, V40Score, V2Vector, V2Score } = asObject(cvss[one]);
    return [
      { vector: asString(V3Vector), score: asNumber(V3Score) },
      { vector: asString(V40Vector), score: asNumber(V40Score) },
      { vector: asString(V2Vector), score: asNumber(V2Score) },
    ];
  });
}
