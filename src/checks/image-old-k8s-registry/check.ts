import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

/** Registries of the Kubernetes project that were replaced by registry.k8s.io; the first is frozen since April 2023. */
const OLD = /^(?:k8s\.gcr\.io|gcr\.io\/google[_-]containers)\//;

export default defineCheck({
  id: 'image-old-k8s-registry',
  title: 'Image comes from a retired registry of the Kubernetes project',
  severity: 'low',
  category: 'image',
  profile: 'recommended',
  why: 'The old registries are frozen: no new versions and no security fixes arrive there, and their images may vanish.',
  remedy: 'Pull the image from registry.k8s.io.',
  references: ['https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      const image = asString(spec['image'])?.trim() ?? '';
      if (!OLD.test(image)) continue;
      const value = image.replace(OLD, 'registry.k8s.io/');
      const edits = [{ op: 'set', path: [...path, 'image'], value } as const];
      found.push({
        path: [...path, 'image'],
        message: `container ${name} runs ${image}`,
        fix: { title: 'Pull from registry.k8s.io', safe: image.startsWith('k8s.gcr.io/'), edits },
      });
    }
    return found;
  },
});
