import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { digestIn, type Entry, type Rating, weaknessesOf } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

/** `trivy image --format json` (https://trivy.dev/docs/latest/configuration/reporting/#json); undefined for anything else. */
export function readTrivy(value: JsonObject, file: string): Reading | undefined {
  const name = asString(value['ArtifactName']);
  if (name === undefined || !Array.isArray(value['Results'] ?? [])) return undefined;
  const { names, digests } = identityOf(asObject(value['Metadata']));
  const entries = vulnerabilitiesIn(asList(value['Results']));
  return {
    ...NOTHING,
    images: [
      {
        names: [name, ...names],
        digests,
        ...weaknessesOf(entries.flatMap(entryOf)),
        file,
      },
    ],
    faults: entries.filter((entry) => !isObject(entry)).length,
  };
}

/** Tags and digests of `Metadata`. */
export function identityOf(metadata: JsonObject): { readonly names: string[]; readonly digests: string[] } {
  return {
    names: asStrings(metadata['RepoTags']),
    digests: [...asStrings(metadata['RepoDigests']).map(digestIn), asString(metadata['ImageID']) ?? ''].filter(Boolean),
  };
}

/** Everything that `Results` tell. */
export function vulnerabilitiesIn(results: readonly Json[]): Json[] {
  return results.flatMap((result) => asList(at(result, 'Vulnerabilities')));
}

/** One vulnerability; none where the distribution says that the package is not affected. */
export function entryOf(value: Json): Entry[] {
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
