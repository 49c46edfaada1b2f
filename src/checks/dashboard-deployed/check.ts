import { parseImage } from '../../kubernetes/image.ts';
import { WORKLOAD_TYPES, type Workload, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asObject, asString, at } from '../../std/value.ts';

const IMAGE = /(?:^|\/)kubernetesui\/|kubernetes-dashboard/;
const NAME = 'kubernetes-dashboard';
const LABELS = ['k8s-app', 'app', 'app.kubernetes.io/name', 'app.kubernetes.io/part-of'];

export default defineCheck({
  id: 'dashboard-deployed',
  title: 'Kubernetes Dashboard is deployed',
  severity: 'low',
  category: 'hygiene',
  profile: 'all',
  why: 'The dashboard is a way into the cluster that is scanned for all over the internet, and it acts with the rights of whoever logs in or of its own service account.',
  remedy:
    'Remove it where `kubectl` or a console outside the cluster does; else keep it off every Ingress and give it few rights.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const workload = workloadOf(resource);
    if (!workload) return [];
    const found: Violation[] = [];
    for (const { name, path, spec } of workload.containers) {
      const image = asString(spec['image']) ?? '';
      if (!image.includes('kubernetes') || !IMAGE.test(parseImage(image)?.repository ?? '')) continue;
      found.push({ path: [...path, 'image'], message: `container ${name} runs ${image}` });
    }
    if (found.length === 0 && isNamed(workload)) {
      found.push({
        path: ['metadata', 'name'],
        message: `${resource.kind} ${resource.name} is named or labelled as the dashboard`,
      });
    }
    return found;
  },
});

function isNamed({ resource, labels }: Workload): boolean {
  const own = asObject(at(resource.object, 'metadata', 'labels'));
  return resource.name === NAME || LABELS.some((key) => labels[key] === NAME || own[key] === NAME);
}
