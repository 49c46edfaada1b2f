import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asList, asString, at } from '../../src/std/value.ts';
import type { Json } from '../../src/model/json.ts';
import { castellan, folder } from '../cli/run.ts';
import { findBinaries, missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const RBAC = 'rbac.authorization.k8s.io';
const metadata = { name: 'agent', namespace: 'shop' };
/** No kubelet is there: pods are bound by name, and end at once. The old ones go before the new ones come. */
const OBJECTS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: 2,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { app: 'agent' } },
      template: {
        metadata: { labels: { app: 'agent' } },
        spec: {
          nodeName: 'worker-1',
          terminationGracePeriodSeconds: 0,
          automountServiceAccountToken: false,
          containers: [
            { name: 'side', image: 'registry.example/side:1' },
            {
              name: 'agent',
              image: 'registry.example/agent:1',
              securityContext: { privileged: true },
            },
          ],
        },
      },
    },
  },
  ...['one', 'two', 'three'].flatMap((name) => role(name)),
];
const ENDS = ['--from', 'user/alice', '--to', 'node/worker-1'];

/** Rights come thrice: to change the workload is less. */
function role(name: string) {
  return [
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name, namespace: 'shop' },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
        { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name, namespace: 'shop' },
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'User', name: 'alice', apiGroup: RBAC }],
    },
  ];
}

interface Cut {
  readonly clusters: readonly { readonly changes: readonly { readonly command: string }[] }[];
}

describe.skipIf(missingBinaries())('changes of workloads, beside real controllers', () => {
  let plane: ControlPlane;
  const cwd = folder({});
  const paths = (...args: string[]) => castellan(['paths', ...args, '--kubeconfig', plane.kubeconfig], { cwd });
  const read = async (what: string) =>
    JSON.parse(await plane.kubectl(['get', what, '-n', 'shop', '-o', 'json'])) as Json;
  const podsNow = async () =>
    asList(at(await read('pods'), 'items')).map((pod) => asString(at(pod, 'metadata', 'uid')));
  const goals = async () => {
    const { stdout } = await paths('list', 'cluster', ...ENDS, '--format', 'json');
    return (JSON.parse(stdout) as { clusters: { paths: { goal: string }[] }[] }).clusters.flatMap((cluster) =>
      cluster.paths.map(({ goal }) => goal),
    );
  };

  /** As a person would: the command, pasted into a shell. */
  async function paste(command: string, ...more: readonly string[]): Promise<string> {
    const environment = {
      PATH: `${dirname(findBinaries()!.kubectl)}:${process.env['PATH']}`,
      KUBECONFIG: plane.kubeconfig,
      // What kubectl remembers of the API would lie in the working directory.
      HOME: plane.folder,
    };
    const { stdout } = await promisify(execFile)('sh', ['-c', [command, ...more].join(' ')], { env: environment });
    return stdout;
  }

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: OBJECTS }));
    await vi.waitUntil(async () => (await podsNow()).length === 2, { timeout: 60_000, interval: 200 });
  });
  afterAll(() => plane?.stop());

  it('the commands of a cut are taken by the server, controllers replace the pods, and the way is gone, as what-if said', async () => {
    const before = await podsNow();
    const first = await goals();
    const { stdout } = await paths('cut', 'cluster', ...ENDS, '--format', 'json');
    const [cut] = (JSON.parse(stdout) as Cut).clusters;
    const commands = cut?.changes.map(({ command }) => command) ?? [];

    expect([first, commands]).toEqual([
      ['node/worker-1', 'node/worker-1', 'node/worker-1'],
      [expect.stringMatching(/^kubectl patch deployment agent -n shop /)],
    ]);
    const tried = await Promise.all(commands.map((command) => paste(command, '--dry-run=server', '-o', 'json')));
    writeFileSync(join(cwd, 'change.json'), tried[0]!);
    const { stdout: said } = await paths('what-if', 'cluster', '-f', 'change.json', ...ENDS);
    for (const command of commands) await paste(command);
    await vi.waitUntil(
      async () => {
        const now = await podsNow();
        return now.length === 2 && now.every((uid) => !before.includes(uid));
      },
      { timeout: 90_000, interval: 200 },
    );

    expect(at(JSON.parse(tried[0]!) as Json, 'spec', 'template', 'spec', 'containers', 1, 'securityContext')).toEqual({
      privileged: false,
    });
    expect(said).toContain('Changed: Deployment shop/agent');
    expect(said).toMatch(/^0 new ways, [1-9]\d* gone\.$/m);
    expect(await goals()).toEqual([]);
  });
});
