import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import type { Round } from '../../src/kube/watch/cluster.ts';
import { TIMING } from '../../src/kube/watch/reflector.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { openWatch } from '../../src/scan/watch-cluster.ts';
import { asObject } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';
import { scanOptions } from '../scan-options.ts';

const WIDGETS = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.acme.io' },
  spec: {
    group: 'acme.io',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});
const WIDGET = JSON.stringify({
  apiVersion: 'acme.io/v1',
  kind: 'Widget',
  metadata: { name: 'one', namespace: 'default' },
});

describe.skipIf(missingBinaries() !== undefined)('a watch of a real API server', () => {
  let plane: ControlPlane;
  const open: { stop: () => Promise<void> }[] = [];

  beforeAll(async () => {
    plane = await startControlPlane({ controllerManager: false });
  });
  afterAll(async () => {
    for (const each of open) await each.stop();
    await plane.stop();
  });
  const start = async (kubeconfig = plane.kubeconfig, namespace?: string) => {
    const watch = follow(await connect({ kubeconfig }), namespace);
    open.push(watch);
    return watch;
  };

  it('follows kinds that come and go', async () => {
    const watch = await start();
    await watch.until(() => watch.rounds.length > 0);

    await plane.kubectl(['apply', '-f', '-'], WIDGETS);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd/widgets.acme.io', '--timeout=30s']);
    await plane.kubectl(['apply', '-f', '-'], WIDGET);
    await watch.until(() => watch.objects.has('widgets.acme.io default/one'));
    await plane.kubectl(['delete', 'crd', 'widgets.acme.io']);
    await watch.until(() => !watch.objects.has('widgets.acme.io default/one'));
    await plane.kubectl(['apply', '-f', '-'], WIDGETS);
    await plane.kubectl(['wait', '--for=condition=Established', 'crd/widgets.acme.io', '--timeout=30s']);
    await plane.kubectl(['apply', '-f', '-'], WIDGET);
    await watch.until(() => watch.objects.has('widgets.acme.io default/one'));

    expect(watch.rounds.at(-1)?.gaps).toEqual([]);
  });

  it('sees more once a right is given, and less once it is taken away', async () => {
    const kubeconfig = await plane.kubeconfigFor({ name: 'viewer' });
    const watch = await start(kubeconfig);
    await watch.until(() => watch.gaps().includes('secrets may not be listed: the right "list secrets" is missing.'));

    await plane.kubectl(['create', 'clusterrole', 'sees-all', '--verb=list,watch', '--resource=*.*']);
    await plane.kubectl(['create', 'clusterrolebinding', 'viewer', '--clusterrole=sees-all', '--user=viewer']);
    await watch.until(() => watch.rounds.length > 1 && watch.gaps().length === 0);
    await plane.kubectl(['delete', 'clusterrolebinding', 'viewer']);
    await watch.until(() => watch.gaps().some((message) => message.includes('"list secrets" is missing')));

    expect(watch.objects.size).toBeGreaterThan(50);
  });

  it('keeps of Secrets their metadata and type alone', async () => {
    const watch = await start();
    await watch.until(() => watch.rounds.length > 0);

    await plane.kubectl(['create', 'secret', 'generic', 'login', '--from-literal=password=never-seen']);
    await watch.until(() => watch.objects.has('secrets. default/login'));
    await plane.kubectl(['create', 'secret', 'generic', 'other', '--type=example.com/other']);
    await watch.until(() => watch.objects.has('secrets. default/other'));

    const [login, other] = ['login', 'other'].map((name) => watch.objects.get(`secrets. default/${name}`));
    expect(asObject(login?.['object'])).toMatchObject({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' });
    expect(asObject(other?.['object'])).toMatchObject({ apiVersion: 'v1', kind: 'Secret', type: 'example.com/other' });
    expect(JSON.stringify([...watch.objects.values()])).not.toContain(Buffer.from('never-seen').toString('base64'));
  });

  it('looks at one namespace, and at that Namespace itself', async () => {
    await plane.kubectl(['create', 'namespace', 'shop']);
    const watch = await start(plane.kubeconfig, 'shop');
    await watch.until(() => watch.rounds.length > 0);

    await plane.kubectl(['create', 'configmap', 'outside', '-n', 'default']);
    await plane.kubectl(['create', 'configmap', 'inside', '-n', 'shop']);
    await plane.kubectl(['label', 'namespace', 'shop', 'team=cart']);
    await watch.until(() => JSON.stringify(watch.objects.get('namespaces. /shop') ?? {}).includes('cart'));
    await watch.until(() => watch.objects.has('configmaps. shop/inside'));

    const namespaces = [...watch.objects.keys()].filter((key) => /^(?:namespaces|configmaps)\./.test(key));
    expect(namespaces.sort()).toEqual(['configmaps. shop/inside', 'namespaces. /shop']);
  });
});

const OPTIONS = scanOptions('/', {
  targets: ['cluster'],
  config: {
    config: { workloads: { 'Widget.acme.io': 'spec.template' } },
    file: undefined,
    text: '',
    folder: '/',
    line: () => 1,
  },
});

/** What the rounds of a watch tell, put together. */
function follow(client: KubeClient, namespace: string | undefined) {
  const stop = new AbortController();
  const objects = new Map<string, JsonObject>();
  const rounds: Round[] = [];
  const timing = { ...TIMING, rarelyMs: 500, watchSeconds: 5 };
  const { watch } = openWatch(OPTIONS, { client, namespace, timing });
  const ended = (async () => {
    for await (const round of watch.rounds(stop.signal)) {
      rounds.push(round);
      for (const { key, after } of round.changes) {
        if (after) objects.set(key, after);
        else objects.delete(key);
      }
    }
  })();
  return {
    objects,
    rounds,
    gaps: () => rounds.at(-1)?.gaps.map(({ message }) => message) ?? [],
    async until(holds: () => boolean): Promise<void> {
      for (const deadline = performance.now() + 60_000; !holds(); await Promise.race([wait(50), ended.then(() => {})]))
        if (performance.now() > deadline) throw new Error(`not so: ${JSON.stringify(rounds.at(-1)).slice(0, 1000)}`);
    },
    async stop(): Promise<void> {
      stop.abort();
      await ended;
      client.close();
    },
  };
}
