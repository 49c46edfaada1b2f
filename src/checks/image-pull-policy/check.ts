import { followsLatest, parseImage } from '../../kubernetes/image.ts';
import { type Container, WORKLOAD_TYPES, containersOf, isStaticPod } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'image-pull-policy',
  title: 'Image may come from the node without a question to the registry',
  severity: 'low',
  category: 'image',
  profile: 'all',
  why: 'A cached image starts without the registry being asked: a pod may run a private image that it has no credentials for, or an old one under a tag that has moved.',
  remedy: 'Set `imagePullPolicy: Always`; layers that the node already has are not fetched again.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  types: WORKLOAD_TYPES,
  find(resource) {
    if (isStaticPod(resource)) return [];
    const found: Violation[] = [];
    for (const container of containersOf(resource)) {
      const policy = policyOf(container, resource.origin.live === true);
      if (policy === 'Always') continue;
      const path = [...container.path, 'imagePullPolicy'];
      found.push({
        path,
        message: `container ${container.name} has the pull policy ${policy}`,
        fix: { title: 'Always ask the registry', safe: false, edits: [{ op: 'set', path, value: 'Always' }] },
      });
    }
    return found;
  },
});

/**
 * What the API server fills in, and has in what it stores: Always for `latest`, else IfNotPresent. A digest without a stated policy is let be:
 * its content can't be another.
 */
function policyOf({ spec }: Container, live: boolean): string {
  const stated = asString(spec['imagePullPolicy']);
  if (stated && !(live && stated === 'IfNotPresent')) return stated;
  const image = parseImage(asString(spec['image']) ?? '');
  return !image || image.digest !== undefined || followsLatest(image) ? 'Always' : 'IfNotPresent (the default)';
}
