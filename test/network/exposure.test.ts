import { expect, it } from 'vitest';
import { analyse } from '../../src/network/engine/analysis.ts';
import { exposureOf, standsOf } from '../../src/network/engine/exposure.ts';
import { PROFILES } from '../../src/network/engine/settings.ts';
import { exposureCsv, exposureText } from '../../src/network/render/exposure.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}, annotations: {k8s.v1.cni.cncf.io/networks: storage}}
spec: {containers: [{name: c, ports: [{containerPort: 80}, {containerPort: 81}]}]}
---
`;

function exposure(text: string) {
  const { resources } = readManifestText('shop.yaml', POD + text);
  return exposureOf(analyse(resources, { settings: PROFILES.default, multiNetwork: true, stands: standsOf }));
}

it('tells what is open on one network apart from what policies restrict on another', () => {
  const found = exposure(`apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata: {name: storage, namespace: shop}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 80}]}]
`);

  expect(exposureText(found)).toBe(`From any pod of the cluster:
  All Connections (1 workload)
    shop/ web[Pod] on secondary NAD storage

No policy restricts:
  ingress and egress (1 workload)
    shop/ web[Pod] on secondary NAD storage

By policies, also:
  from 10.0.0.0/8: TCP 80 (1 workload)
    shop/ web[Pod]
`);
  expect(exposureCsv(found).split('\n')).toContain('shop/web[Pod],ingress,unprotected,,secondary NAD storage');
});

it('tells the pods that a rule denies what any pod may use', () => {
  const found = exposure(`apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: known-only}
spec:
  priority: 5
  subject: {namespaces: {}}
  ingress:
  - {action: Deny, from: [{pods: {namespaceSelector: {}, podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}}}]}
`);
  const denied = '[all namespaces]/[pod with {{Key:app,Operator:DoesNotExist,Values:[],}}]';

  expect(found.cluster).toEqual([{ workload: 'shop/web[Pod]', conns: 'All Connections', except: [denied] }]);
  expect(exposureText(found)).toContain(`All Connections, not all of it from ${denied} (1 workload)`);
  expect(exposureCsv(found)).toContain(`any pod, not all from ${denied}`);
});

it('tells ports of a route that some pods alone may use beside those that all may', () => {
  const found = exposure(`apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: a, port: 80}, {name: b, port: 81}]}
---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: web, namespace: shop}
spec: {to: {kind: Service, name: web}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
  ingress:
  - {from: [{namespaceSelector: {}}], ports: [{port: 80}]}
  - {from: [{podSelector: {}}], ports: [{port: 81}]}
`);

  expect(found.outside.map(({ how, conns }) => `${how}: ${conns}`)).toEqual([
    'route: TCP 80',
    'route from pods that policies name: TCP 81',
  ]);
});

it('tells from where alone a published Service is reached', () => {
  const found = exposure(`apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8], selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.0.0/16}}]}]}
`);

  expect(found.outside).toMatchObject([{ from: ['192.168.0.0-192.168.255.255'], sources: ['10.0.0.0/8'] }]);
  expect(exposureText(found)).toContain(
    'Service shop/web (LoadBalancer, policies let in 192.168.0.0/16, kept to 10.0.0.0/8)',
  );
});
