import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, asStrings, at, isObject } from '../std/value.ts';
import { digestIn, type Rating, weaknessOf } from './entry.ts';
import { NOTHING, type Reading } from './weakness.ts';

/** `trivy image --format json` (https://trivy.dev/docs/latest/configuration/reporting/#json); undefined for anything else. */
export function readTrivy(value: JsonObject, file: string): Reading | undefined {
  const name = asString(value['ArtifactName']);
  if (name === undefined || !Array.isArray(value['Results'] ?? [])) return undefined;
  const metadata = asObject(value['Metadata']);
  const repoDigests = asStrings(metadata['RepoDigests']);
  const entries = asList(value['Results']).flatMap((result) => asList(at(result, 'Vulnerabilities')));
  return {
    ...NOTHING,
    images: [
      {
        names: [name, ...asStrings(metadata['RepoTags'])],
        digests: [...repoDigests.map(digestIn), asString(metadata['ImageID']) ?? ''].filter(Boolean),
        weaknesses: entries.flatMap((entry) => weaknessIn(entry) ?? []),
        file,
      },
    ],
    faults: entries.filter((entry) => !isObject(entry)).length,
  };
}

function weaknessIn(entry: Json) {
  const fields = asObject(entry);
  return weaknessOf({
    id: asString(fields['VulnerabilityID']),
    package: asString(fields['PkgName']),
    version: asString(fields['InstalledVersion']),
    fixed: asString(fields['FixedVersion']),
    ratings: ratingsOf(asObject(fields['CVSS']), asString(fields['SeveritySource'])),
  });
}

/** Whoever set the severity is trusted first, then NVD; the newest vector of each that we read. */
function ratingsOf(cvss: JsonObject, source = ''): Rating[] {
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
