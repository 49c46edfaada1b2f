import { isDigest, parseImage } from '../../kubernetes/image.ts';
import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'image-no-digest',
  title: 'Image is not pinned to a digest',
  severity: 'low',
  category: 'image',
  profile: 'all',
  why: 'A tag can be moved to other content by whoever can push to the registry; only a digest says which bytes run.',
  remedy: 'Append the digest to the reference (`name:tag@sha256:…`) and let a bot keep it current.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  types: WORKLOAD_TYPES,
  /** `missing`: a container without an image is not pinned either; else that is left to validation. */
  parameters: { missing: false },
  find(resource, _scope, { missing }) {
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      const text = asString(spec['image']) ?? '';
      const problem = text === '' && missing ? 'has no image' : problemOf(text);
      if (problem) found.push({ path: [...path, 'image'], message: `container ${name} ${problem}` });
    }
    return found;
  },
});

function problemOf(text: string): string | undefined {
  const image = parseImage(text);
  if (!image) return undefined;
  if (image.digest === undefined) return `runs ${text}, which no digest pins`;
  return isDigest(image.digest) ? undefined : `runs ${text}, whose digest is not valid`;
}
