import { parseImage } from '../../kubernetes/image.ts';
import { WORKLOAD_TYPES, type Workload, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asString, at } from '../../std/value.ts';

const CONTROLLER = 'k8s.io/ingress-nginx';
/** The community's controller and its rebuilds; not F5's `nginx/nginx-ingress`. */
const IMAGE = /(?:^|\/)(?:ingress-nginx[-/]controller(?:-chroot)?|nginx-ingress-controller(?:-\w+)?)$/;

export default defineCheck({
  id: 'ingress-nginx-eol',
  title: 'Ingress controller ingress-nginx is retired',
  severity: 'high',
  category: 'image',
  profile: 'recommended',
  why: 'The Kubernetes project ended ingress-nginx in March 2026: holes that are found in what takes all traffic from outside are not mended any more.',
  remedy: 'Move to Gateway API or to an ingress controller that is maintained.',
  references: ['https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/'],
  types: [...WORKLOAD_TYPES, 'IngressClass'],
  find(resource) {
    const workload = workloadOf(resource);
    return workload ? controllers(workload) : ingressClass(resource);
  },
});

function ingressClass(resource: Resource): Violation[] {
  if (asString(at(resource.object, 'spec', 'controller')) !== CONTROLLER) return [];
  return [{ path: ['spec', 'controller'], message: `the class ${resource.name} is served by ingress-nginx` }];
}

function controllers(workload: Workload): Violation[] {
  const byImage = workload.containers.flatMap(({ name, path, spec }) => {
    const text = asString(spec['image']) ?? '';
    if (!IMAGE.test(parseImage(text)?.repository ?? '')) return [];
    return [{ path: [...path, 'image'], message: `container ${name} runs ${text}` }];
  });
  if (byImage.length > 0) return byImage;
  const label = workload.labels['app.kubernetes.io/name'];
  const part = workload.labels['app.kubernetes.io/component'];
  if (label !== 'ingress-nginx' || (part !== undefined && part !== 'controller')) return [];
  const path = [...workload.metadataPath, 'labels', 'app.kubernetes.io/name'];
  return [{ path, message: 'the pods are labelled as ingress-nginx' }];
}
