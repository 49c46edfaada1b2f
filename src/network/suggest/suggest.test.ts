import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { readManifestText } from '../../sources/manifest/read.ts';
import { analyse } from '../engine/analysis.ts';
import { PROFILES } from '../engine/settings.ts';
import { createFlowLog } from '../flows/flow-log.ts';
import { blocksFor, cidrsOf } from './blocks.ts';
import { manifestText } from './manifests.ts';
import { prove } from './prove.ts';
import { suggest, type SuggestWish } from './suggest.ts';
import { parseCidr } from '../engine/address.ts';

interface Shape {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hostNetwork?: boolean;
}

function cluster(shapes: Readonly<Record<string, Shape>>, more: readonly unknown[] = []) {
  const workloads = Object.entries(shapes).map(([name, { namespace, labels, hostNetwork }]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { metadata: { labels }, spec: { hostNetwork, containers: [{ name: 'c', image: 'x' }] } } },
  }));
  return readManifestText('cluster.yaml', [...workloads, ...more].map((one) => JSON.stringify(one)).join('\n---\n'))
    .resources;
}

function suggested(resources: ReturnType<typeof cluster>, flows: readonly Json[], wish: Partial<SuggestWish> = {}) {
  const log = createFlowLog();
  flows.forEach((flow, i) => log.add(flow, 'flows.json', i + 1, true));
  const suggestion = suggest(resources, log.flows(), { outside: [], replace: false, ...wish });
  const text = manifestText(suggestion.policies);
  const policies = readManifestText('suggested.yaml', text);
  expect(policies.gaps).toEqual([]);
  const analysis = analyse([...suggestion.kept, ...policies.resources], {
    settings: PROFILES.default,
    cuts: suggestion.cuts,
  });
  expect(analysis.problems).toEqual([]);
  const proof = prove({ ...suggestion, where: analysis.networks[0]! });
  return { suggestion, text, proof, names: suggestion.policies.map(({ namespace, name }) => `${namespace}/${name}`) };
}

const SHOP = {
  web: { namespace: 'shop', labels: { app: 'web' } },
  api: { namespace: 'shop', labels: { app: 'api' } },
  db: { namespace: 'data', labels: { app: 'db' } },
};

describe('suggested policies', () => {
  it('allow what is needed and nothing else', () => {
    const { proof, names } = suggested(cluster(SHOP), [
      { from: 'shop/web', to: 'shop/api', port: 80 },
      { from: 'shop/api', to: 'data/db', port: 5432 },
    ]);

    expect(proof).toEqual({ broken: [], extra: [] });
    expect(names).toEqual([
      'data/default-deny',
      'data/allow-dns',
      'data/allow-db',
      'shop/default-deny',
      'shop/allow-dns',
      'shop/allow-api',
      'shop/allow-web',
    ]);
  });

  it('are few: workloads that need the same share one', () => {
    const shapes = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { namespace: 'shop', labels: { app: name } }]),
    );
    const flows = ['a', 'b', 'c'].map((from) => ({ from, to: 'data/db', port: 5432 }));
    const { text, names, proof } = suggested(cluster({ ...shapes, db: SHOP.db }), flows);

    expect(names).toContain('shop/allow-a-and-2-more');
    expect(text).toContain('- { key: app, operator: In, values: [a, b, c] }');
    expect(proof).toEqual({ broken: [], extra: [] });
  });

  it('tell workloads apart whose labels hold those of another, and say where none can', () => {
    const shapes = {
      web: { namespace: 'shop', labels: { app: 'web' } },
      canary: { namespace: 'shop', labels: { app: 'web', track: 'canary' } },
      one: { namespace: 'twins', labels: { app: 'x' } },
      two: { namespace: 'twins', labels: { app: 'x' } },
    };
    const { proof, suggestion } = suggested(cluster(shapes), [{ from: 'shop/web', to: 'twins/one', port: 80 }]);

    expect(suggestion.shared).toEqual([['twins/one[Deployment]', 'twins/two[Deployment]']]);
    expect(proof.broken).toEqual([]);
    expect(proof.extra).toEqual([{ src: 'shop/web[Deployment]', dst: 'twins/two[Deployment]', conns: 'TCP 80' }]);
  });

  it('take the addresses of nodes for pods of the host, and leave out what nobody can be named for', () => {
    const node = {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'n' },
      status: { addresses: [{ type: 'InternalIP', address: '192.168.1.1' }] },
    };
    const shapes = { ...SHOP, agent: { namespace: 'mon', labels: { app: 'agent' }, hostNetwork: true } };
    const flows = [{ from: 'mon/agent', to: 'data/db', port: 9187 }];

    const known = suggested(cluster(shapes, [node]), flows);
    expect(known.text).toContain('cidr: "192.168.1.1/32"');
    expect(known.proof).toEqual({ broken: [], extra: [] });
    expect(suggested(cluster(shapes), flows).suggestion.unresolved[0]!.reason).toContain(
      'those of the nodes are not known',
    );
  });

  it('lead through Services to the ports of their pods', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop' },
      spec: { selector: { app: 'api' }, clusterIP: '10.96.0.7', ports: [{ port: 80, targetPort: 8080 }] },
    };
    const { suggestion, proof } = suggested(cluster(SHOP, [service]), [
      { from: 'shop/web', to: 'shop/api', port: 80 },
      { from: 'shop/web', to: '10.96.0.7', port: 80 },
    ]);

    expect(suggestion.needs.map(({ port, count }) => [port, count])).toEqual([[8080, 2]]);
    expect(proof).toEqual({ broken: [], extra: [] });
  });

  it('say so where a policy that is there breaks a connection or allows more, and can replace it', () => {
    const open = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-dns', namespace: 'shop' },
      spec: { podSelector: {}, ingress: [{}] },
    };
    const denied = {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'AdminNetworkPolicy',
      metadata: { name: 'no' },
      spec: {
        priority: 1,
        subject: { namespaces: {} },
        ingress: [
          { action: 'Deny', from: [{ namespaces: {} }], ports: [{ portNumber: { protocol: 'TCP', port: 80 } }] },
        ],
      },
    };
    const flows = [{ from: 'shop/web', to: 'shop/api', port: 80 }];

    const beside = suggested(cluster(SHOP, [open]), flows);
    expect(beside.names).toContain('shop/allow-dns-2');
    expect(beside.proof.extra).toContainEqual({
      src: 'data/db[Deployment]',
      dst: 'shop/api[Deployment]',
      conns: 'All Connections',
    });
    expect(suggested(cluster(SHOP, [open]), flows, { replace: true }).proof).toEqual({ broken: [], extra: [] });
    expect(suggested(cluster(SHOP, [denied]), flows).proof.broken).toHaveLength(1);
  });

  it('hold for any cluster and any flows, and for labels of any kind', () => {
    const label = fc.constantFrom('a', 'b', 'true', '1e3', 'x.y');
    const shape = fc.record({
      namespace: fc.constantFrom('n1', 'n2', 'n3'),
      labels: fc.dictionary(fc.constantFrom('app', 'tier', 'app.kubernetes.io/name'), label, { maxKeys: 3 }),
    });
    const shapes = fc.array(shape, { minLength: 2, maxLength: 7 });
    const flow = fc.record({
      from: fc.nat(8),
      to: fc.nat(8),
      port: fc.constantFrom(53, 80, 443, 'UDP/53', 'any'),
      address: fc.option(fc.constantFrom('8.8.8.8', '1.1.1.0/24', 'internet', '10.0.0.1'), { freq: 3 }),
    });
    fc.assert(
      fc.property(shapes, fc.array(flow, { minLength: 1, maxLength: 12 }), (list, flows) => {
        const named = Object.fromEntries(list.map((one, i) => [`w${i}`, one]));
        const name = (i: number) => `${list[i % list.length]!.namespace}/w${i % list.length}`;
        const { proof, suggestion } = suggested(
          cluster(named),
          flows.map(({ from, to, port, address }) => ({ from: name(from), to: address ?? name(to), port })),
        );

        expect(proof.broken).toEqual([]);
        if (suggestion.shared.length === 0) expect(proof.extra).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('blocks', () => {
  it.each([
    ['10.0.0.0/30', ['10.0.0.0/30']],
    ['0.0.0.0/0', ['0.0.0.0/0']],
    ['fd00::/7', ['fc00::/7']],
  ])('%s is made of %j', (text, expected) => {
    expect(cidrsOf(parseCidr(text)!)).toEqual(expected);
  });

  it('are exact where they are few, and gathered where they are many', () => {
    const points = (count: number, step: number) =>
      Array.from({ length: count }, (_, i) => ({
        from: BigInt(0x08080808 + i * step),
        to: BigInt(0x08080808 + i * step),
      }));
    const inside = Array.from({ length: 20 }, (_, i) => parseCidr(`10.1.2.${i * 2}/32`)!);

    expect(blocksFor(points(4, 1)).map(({ cidr }) => cidr)).toEqual(['8.8.8.8/30']);
    expect(blocksFor(points(30, 700))).toMatchObject([
      { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8']) },
    ]);
    expect(blocksFor(inside)).toEqual([{ cidr: '10.1.2.0/24', except: [] }]);
  });
});
