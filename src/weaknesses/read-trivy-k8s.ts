import type { Json, JsonObject } from '../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../std/value.ts';
import { readingOf, type ToldImage } from './entry.ts';
import { entriesIn, identityOf } from './read-trivy.ts';
import type { Reading } from './weakness.ts';

/** Where the objects stand: in full reports, in consolidated ones, and before 0.32. */
const LISTS = ['Resources', 'Findings', 'Vulnerabilities'];

/**
 * `trivy k8s --format json`, with `--report all` or `summary` (https://trivy.dev/docs/latest/target/kubernetes/); undefined for
 * anything else. Results of objects with several images belong to the image whose operating system was told last; those that
 * belong to none count as faults.
 */
export function readTrivyCluster(value: JsonObject, file: string): Reading | undefined {
  if (asString(value['ClusterName']) === undefined) return undefined;
  const objects = LISTS.flatMap((list) => asList(value[list]));
  const images = objects.flatMap(imagesOf);
  const known = images.filter(isNamed);
  const lost = images.filter((image) => !isNamed(image)).flatMap(({ entries }) => entries).length;
  const failed = objects.filter((object) => !isObject(object) || asString(object['Error'])).length;
  return readingOf(known, file, failed + lost);
}

function imagesOf(object: Json): ToldImage[] {
  const listed = at(object, 'Metadata');
  const metadata = (Array.isArray(listed) ? listed : [listed]).map((one) => identityOf(asObject(one)));
  const known = metadata.filter(isNamed);
  const results = asList(at(object, 'Results'));
  if (known.length === 1) return [{ ...known[0]!, entries: entriesIn(results) }];
  const groups = new Map<string, Json[]>();
  let image = known[0]?.names[0] ?? '';
  for (const result of results) {
    image = imageIn(result) ?? image;
    const group = groups.get(image);
    if (group) group.push(result);
    else groups.set(image, [result]);
  }
  return [...groups].map(([name, own]) => {
    const digests = known.find(({ names }) => names.includes(name))?.digests ?? [];
    return { names: [name].filter(Boolean), digests, entries: entriesIn(own) };
  });
}

function isNamed({ names, digests }: Pick<ToldImage, 'names' | 'digests'>): boolean {
  return names.length + digests.length > 0;
}

/** `nginx:1.16` of the target `nginx:1.16 (debian 10.3)`. */
function imageIn(result: Json): string | undefined {
  const target = asString(at(result, 'Target'));
  const end = target?.lastIndexOf(' (') ?? -1;
  return at(result, 'Class') === 'os-pkgs' && end > 0 ? target!.slice(0, end) : undefined;
}
