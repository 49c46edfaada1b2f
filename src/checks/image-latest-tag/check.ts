import { followsLatest, parseImage } from '../../kubernetes/image.ts';
import { type Container, WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'image-latest-tag',
  title: 'Image has no fixed version',
  severity: 'medium',
  category: 'image',
  profile: 'recommended',
  why: 'An image without a tag, or with the tag latest, may be another program at every start: nobody reviewed what runs, replicas differ from each other, and a rollback brings nothing back.',
  remedy: 'Name a version in the tag, better still a digest.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  types: WORKLOAD_TYPES,
  covers: ['image-no-digest'],
  parameters: { missing: false },
  find(resource, _scope, parameters) {
    const found: Violation[] = [];
    for (const container of containersOf(resource)) {
      const problem = problemOf(container, parameters.missing);
      if (problem)
        found.push({ path: [...container.path, 'image'], message: `container ${container.name} ${problem}` });
    }
    return found;
  },
});

/** A name without a tag that is still to be filled in: `$(IMAGE)`, `{IMAGE}`, `<image>`. The tag may come with it. */
const PLACEHOLDER = /[$%<{]/;

/** A missing image is left to validation, unless asked for: OpenShift's triggers and Kustomize fill it in. */
function problemOf({ spec }: Container, missing: boolean): string | undefined {
  if (missing && (spec['image'] === undefined || spec['image'] === null)) return 'has no image';
  if (spec['image'] === '') return 'has an empty image name';
  const text = asString(spec['image']) ?? '';
  const image = parseImage(text);
  if (!image || !followsLatest(image)) return undefined;
  if (image.tag) return `runs ${text}`;
  return PLACEHOLDER.test(text) ? undefined : `runs ${text}, which has no tag and means latest`;
}
