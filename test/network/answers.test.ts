import { describe, expect, it } from 'vitest';
import { allConnections, analyse } from '../../src/network/engine/analysis.ts';
import { explainedDiff } from '../../src/network/engine/diff.ts';
import { endsOf } from '../../src/network/engine/ends.ts';
import { exposureOf, standsOf } from '../../src/network/engine/exposure.ts';
import { PROFILES, type Settings } from '../../src/network/engine/settings.ts';
import { whyOf } from '../../src/network/engine/why.ts';
import { diffText, whyText } from '../../src/network/render/answers.ts';
import { exposureText } from '../../src/network/render/exposure.ts';
import { LIST_WRITERS } from '../../src/network/render/connections.ts';
import { readManifestText } from '../../src/sources/manifest/read.ts';

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, ports: [{containerPort: 80, name: http}]}]}
status: {podIP: 10.1.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, ports: [{containerPort: 5432, name: sql}]}]}
status: {podIP: 10.1.0.2}
---
`;
const WAYS_IN = `---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 443, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: sql, namespace: shop}
spec: {defaultBackend: {service: {name: db, port: {number: 5432}}}}
`;
const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from: [{podSelector: {matchLabels: {app: web}}}]
    ports: [{port: sql}]
`;

function analysed(text: string, settings: Settings = PROFILES.default, wish = {}) {
  return analyse(readManifestText('shop.yaml', text).resources, { settings, ...wish });
}

describe('answers', () => {
  const analysis = analysed(PODS + POLICY);

  it('lists connections as text, CSV, JSON and graphs', () => {
    const write = (format: keyof typeof LIST_WRITERS) => [...LIST_WRITERS[format](allConnections(analysis))].join('');

    expect(write('text')).toBe(`0.0.0.0-255.255.255.255 => shop/web[Pod] : All Connections
shop/web[Pod] => 0.0.0.0-255.255.255.255 : All Connections
shop/web[Pod] => shop/db[Pod] : TCP 5432
`);
    expect(write('csv').split('\n')[3]).toBe('shop/web[Pod],shop/db[Pod],TCP 5432,,');
    expect(JSON.parse(write('json'))).toHaveLength(3);
    expect(write('dot')).toContain('"shop/web[Pod]" -> "shop/db[Pod]" [label="TCP 5432"];');
    expect(write('mermaid')).toContain('-->|"TCP 5432"|');
  });

  it('names the deciding rule with its line, and what would have to change', () => {
    const [one] = analysis.networks;
    const [from] = endsOf(one!, 'db');
    const [to] = endsOf(one!, 'shop/web');

    expect(whyText(whyOf(one!, to!, from!))).toBe(`shop/web[Pod] => shop/db[Pod]
  allowed  TCP 5432
  denied   all but TCP 5432
  leaving shop/web[Pod]:
    allowed: no policy restricts it
  entering shop/db[Pod]:
    allowed TCP 5432: NetworkPolicy shop/db, rule #1  shop.yaml:20
    denied all but TCP 5432: NetworkPolicy shop/db, no rule allows it  shop.yaml:16
  to allow the rest:
    - an ingress rule of NetworkPolicy shop/db (or a further policy) must allow all but TCP 5432 from shop/web[Pod]
`);
    expect(whyOf(one!, from!, to!)[0]).toMatchObject({ allowed: 'No Connections' });
  });

  it('tells the ways in, and workloads of one answer together', () => {
    const analysis = analysed(PODS + POLICY + WAYS_IN, PROFILES.default, { stands: standsOf });

    expect(exposureText(exposureOf(analysis))).toBe(`From outside of the cluster:
  shop/db[Pod]   TCP 5432  Ingress shop/sql (from pods that policies name)  shop.yaml:33
  shop/web[Pod]  TCP 80    Service shop/web (LoadBalancer)                  shop.yaml:23

From any pod of the cluster:
  All Connections (1 workload)
    shop/ web[Pod]

No policy restricts:
  ingress and egress (1 workload)
    shop/ web[Pod]
`);
  });

  it('tells no way in where nobody is let in', () => {
    const closed = POLICY.replace(/ {2}ingress:\n(?: {2}[-].*\n| {4}.*\n)*/, '');

    expect(exposureOf(analysed(PODS + closed + WAYS_IN, PROFILES.default, { stands: standsOf })).outside).toMatchObject(
      [{ workload: 'shop/web[Pod]' }],
    );
  });

  it('tells what a change does, and which policy did it', () => {
    const changes = explainedDiff(analysed(PODS + POLICY), analysed(PODS + POLICY.replace('port: sql', 'port: 5433')));

    expect(diffText(changes)).toBe(
      '~ shop/web[Pod] => shop/db[Pod] : TCP 5432 -> TCP 5433  [~NetworkPolicy shop/db]\n',
    );
  });
});

describe('profiles', () => {
  const block = POLICY.replace('podSelector: {matchLabels: {app: web}}', 'ipBlock: {cidr: 10.1.0.0/24}');
  const toDatabase = (profile: keyof typeof PROFILES) =>
    [...allConnections(analysed(PODS + block, PROFILES[profile]))].find(
      ({ src, dst }) => src === 'shop/web[Pod]' && dst === 'shop/db[Pod]',
    )?.conns;

  it('differ in whether an ipBlock matches the addresses of pods', () => {
    expect(toDatabase('cilium')).toBeUndefined();
    expect(toDatabase('calico')).toBe('TCP 5432');
  });
});
