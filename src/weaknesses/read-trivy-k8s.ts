import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, asString, at } from '../std/value.ts';
import { weaknessesOf } from './entry.ts';
import { entryOf, identityOf, vulnerabilitiesIn } from './read-trivy.ts';
import { type ImageReport, NOTHING, type Reading } from './weakness.ts';

/** Where the objects stand: in full reports, in consolidated ones, and before 0.32. */
const LISTS = ['Resources', 'Findings', 'Vulnerabilities'];

/**
 * `trivy k8s --format json`, with `--report all` or `summary` (https://trivy.dev/docs/latest/target/kubernetes/); undefined for
 * anything else. Results of objects with several images belong to the image whose operating system was told last.
 */
export function readTrivyCluster(value: JsonObject, file: string): Reading | undefined {
  if (asString(value['ClusterName']) === undefined) return undefined;
  const objects = LISTS.flatMap((list) => asList(value[list]));
  return {
    ...NOTHING,
    images: objects.flatMap((object) => imagesOf(object, file)),
    faults: objects.filter((object) => asString(at(object, 'Error'))).length,
  };
}

function imagesOf(object: Json, file: string): ImageReport[] {
  const listed = at(object, 'Metadata');
  const metadata = (Array.isArray(listed) ? listed : [listed]).map((one) => identityOf(asObject(one)));
  const known = metadata.filter(({ names, digests }) => names.length + digests.length > 0);
  const results = asList(at(object, 'Results'));
  if (known.length === 1) return [{ ...known[0]!, ...weaknessesOf(vulnerabilitiesIn(results).flatMap(entryOf)), file }];
  const first = known[0]?.names[0] ?? '';
  const groups = new Map<string, Json[]>();
  let image = first;
  for (const result of results) {
    image = imageIn(result) ?? image;
    groups.set(image, [...(groups.get(image) ?? []), result]);
  }
  return [...groups]
    .filter(([name]) => name !== '')
    .map(([name, own]) => {
      const digests = known.find(({ names }) => names.includes(name))?.digests ?? [];
      return { names: [name], digests, ...weaknessesOf(vulnerabilitiesIn(own).flatMap(entryOf)), file };
    });
}

/** `nginx:1.16` of the target `nginx:1.16 (debian 10.3)`. */
function imageIn(result: Json): string | undefined {
  const target = asString(at(result, 'Target'));
  const end = target?.lastIndexOf(' (') ?? -1;
  return at(result, 'Class') === 'os-pkgs' && end > 0 ? target!.slice(0, end) : undefined;
}
