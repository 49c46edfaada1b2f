import { strings } from '../kubernetes/workload.ts';
import type { Resource } from '../model/resource.ts';
import { at } from '../std/value.ts';

/** Annotations by which clouds give a Service an address inside the private network, and the values that do so. */
const INTERNAL: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    'service.beta.kubernetes.io/aws-load-balancer-internal': /^(?:true|0\.0\.0\.0\/0)$/i,
    'service.beta.kubernetes.io/aws-load-balancer-scheme': /^internal$/i,
    'service.beta.kubernetes.io/azure-load-balancer-internal': /^true$/i,
    'networking.gke.io/load-balancer-type': /^internal$/i,
    'cloud.google.com/load-balancer-type': /^internal$/i,
    'service.beta.kubernetes.io/openstack-internal-load-balancer': /^true$/i,
    'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': /^intranet$/i,
    'service.beta.kubernetes.io/oci-load-balancer-internal': /^true$/i,
    'oci-network-load-balancer.oraclecloud.com/internal': /^true$/i,
    'service.kubernetes.io/qcloud-loadbalancer-internal-subnetid': /./,
    'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': /^private$/i,
    'service.beta.kubernetes.io/cce-load-balancer-internal-vpc': /^true$/i,
  }),
);

/** A Service of type LoadBalancer that no cloud's annotation keeps inside. */
export function isExternalLoadBalancer(service: Resource): boolean {
  if (at(service.object, 'spec', 'type') !== 'LoadBalancer') return false;
  const annotations = Object.entries(strings(at(service.object, 'metadata', 'annotations')));
  return !annotations.some(([key, value]) => INTERNAL.get(key)?.test(value));
}
