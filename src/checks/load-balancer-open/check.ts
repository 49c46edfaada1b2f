import { strings } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { isExternalLoadBalancer } from '../../network/load-balancers.ts';
import { asStrings, at } from '../../std/value.ts';

const ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const ANYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

export default defineCheck({
  id: 'load-balancer-open',
  title: 'Public load balancer lets every address in',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'Without source ranges the whole internet reaches the Service, also where only an office or a partner should.',
  remedy: 'List the networks that may connect in `spec.loadBalancerSourceRanges`.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  types: ['Service'],
  needs: () => [['LoadBalancer']],
  covers: ['service-loadbalancer-external'],
  find(resource) {
    if (!isExternalLoadBalancer(resource)) return [];
    const ranges = rangesOf(resource);
    const open = ranges.find((range) => ANYWHERE.has(range));
    if (ranges.length > 0 && open === undefined) return [];
    const message = open ? `the source ranges contain ${open}` : `no source ranges limit who reaches ${resource.name}`;
    return [{ path: ['spec', 'loadBalancerSourceRanges'], message }];
  },
});

function rangesOf({ object }: Resource): string[] {
  const ranges = asStrings(at(object, 'spec', 'loadBalancerSourceRanges'));
  if (ranges.length > 0) return ranges;
  const text = strings(at(object, 'metadata', 'annotations'))[ANNOTATION] ?? '';
  return text.split(',').flatMap((range) => range.trim() || []);
}
