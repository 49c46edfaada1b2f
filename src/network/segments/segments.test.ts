import { describe, expect, it } from 'vitest';
import { readManifestText } from '../../sources/manifest/read.ts';
import { analyse } from '../engine/analysis.ts';
import { PROFILES } from '../engine/settings.ts';
import { breachesOf, decidersOf, segmentTable } from './breaches.ts';
import { compileSegments, type SegmentsConfig } from './segments.ts';

const pod = (name: string, namespace: string, labels = `{app: ${name}}`) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}
spec: {containers: [{name: c, image: x}]}
---
`;
const WORLD = `${pod('web', 'shop-prod')}${pod('db', 'shop-prod')}${pod('tool', 'shop-dev')}apiVersion: v1
kind: Namespace
metadata: {name: shop-dev, labels: {env: dev}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop-prod}
spec:
  podSelector: {matchLabels: {app: db}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from: [{namespaceSelector: {}}]
    ports: [{port: 5432}]
  - from: [{ipBlock: {cidr: 203.0.113.0/24}}]
    ports: [{port: 5432}, {port: 9000}]
`;
const GROUPS: SegmentsConfig['groups'] = {
  prod: [{ namespaces: ['*-prod'] }],
  dev: [{ namespaceLabels: { env: 'dev' } }],
  office: [{ addresses: ['203.0.113.0/25'] }],
  database: [{ pods: { app: 'db' } }],
};

function breaches(config: Partial<SegmentsConfig>): string[] {
  const segments = compileSegments({ groups: GROUPS, ...config });
  const { resources } = readManifestText('world.yaml', WORLD);
  const analysis = analyse(resources, { settings: PROFILES.default, cuts: segments.cuts });
  const own = breachesOf(analysis, segments).filter(({ dst }) => dst.includes('/db'));
  return own.map((breach) => {
    const [decider] = decidersOf(breach);
    const line = decider?.resource.origin.locate(decider.path).line;
    return `${breach.src} ${breach.conns} ${line}`;
  });
}

describe('segments', () => {
  it('keep different segments apart, by names, labels and addresses, with the rule that lets them meet', () => {
    expect(breaches({})).toEqual(['shop-dev/tool[Pod] TCP 5432 27', '203.0.113.0-203.0.113.127 TCP 5432,9000 29']);
  });

  it('permit what is allowed, in one direction, on those ports', () => {
    const allow = [
      { from: 'dev', to: 'database', ports: ['5000-6000'] },
      { from: 'office', to: 'prod', ports: [9000] },
    ];

    expect(breaches({ allow })).toEqual(['203.0.113.0-203.0.113.127 TCP 5432 29']);
  });

  it('let nobody reach what is isolated, but for those allowed and members of one segment', () => {
    const groups = { database: GROUPS['database']!, dev: GROUPS['dev']! };

    expect(breaches({ groups, isolated: ['database'], allow: [{ from: 'dev', to: 'database' }] })).toEqual([
      'shop-prod/web[Pod] TCP 5432 27',
      '203.0.113.0-203.0.113.255 TCP 5432,9000 29',
    ]);
  });

  it('make a table', () => {
    const segments = compileSegments({ groups: GROUPS });
    const { resources } = readManifestText('world.yaml', WORLD);
    const analysis = analyse(resources, { settings: PROFILES.default, cuts: segments.cuts });

    expect(segmentTable(analysis, segments)).toContainEqual({
      from: 'dev',
      to: 'database',
      conns: 'TCP 5432',
      connections: 1,
      breaches: 1,
    });
  });

  it.each<[Partial<SegmentsConfig>, readonly (string | number)[]]>([
    [{ isolated: ['nobody'] }, ['isolated', 0]],
    [{ allow: [{ from: 'prod', to: 'nobody' }] }, ['allow', 0, 'to']],
    [{ allow: [{ from: 'prod', to: 'dev', ports: ['80-70'] }] }, ['allow', 0, 'ports', 0]],
    [{ groups: { a: [{ addresses: ['x'] }] } }, ['groups', 'a', 0, 'addresses', 0]],
    [{ groups: { a: [{}] } }, ['groups', 'a', 0]],
    [{ groups: { a: [{ external: true, pods: { app: 'x' } }] } }, ['groups', 'a', 0]],
  ])('name the mistake in %j', (config, path) => {
    expect(() => compileSegments({ groups: GROUPS, ...config })).toThrow(expect.objectContaining({ path }));
  });
});
