import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.generated.ts';
import type { KubeClient } from '../../src/kube/client.ts';
import { connect } from '../../src/kube/connect.ts';
import { parseManifests } from '../../src/manifests/parse.ts';
import type { Gap } from '../../src/model/gap.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { rightsFor, typesToRead } from '../../src/sources/cluster/kinds.ts';
import { readCluster } from '../../src/sources/cluster/read.ts';
import { scannerRole } from '../../src/sources/cluster/role.ts';
import { asList, asObject, asStrings } from '../../src/std/value.ts';
import { missingBinaries } from '../control-plane/binaries.ts';
import { type ControlPlane, startControlPlane } from '../control-plane/start.ts';

const types = typesToRead(checks);
const role = scannerRole(rightsFor(types));

describe.skipIf(missingBinaries())('the role of `castellan doctor --rbac`', () => {
  let plane: ControlPlane;
  let scanner: KubeClient;
  let admin: KubeClient;
  const rules = asList(
    (
      parseManifests(role).documents.find(({ value }) => asObject(value)['kind'] === 'ClusterRole')!.value as JsonObject
    )['rules'],
  ).map(asObject);

  beforeAll(async () => {
    plane = await startControlPlane();
    await plane.kubectl(['apply', '-f', '-'], role);
    const token = await plane.kubectl(['create', 'token', 'castellan', '-n', 'castellan']);
    const config = JSON.parse(await plane.kubectl(['config', 'view', '--raw', '-o', 'json'])) as JsonObject;
    const file = join(plane.folder, 'scanner.kubeconfig');
    writeFileSync(file, JSON.stringify({ ...config, users: [{ name: 'user', user: { token: token.trim() } }] }));
    scanner = await connect({ kubeconfig: file });
    admin = await connect({ kubeconfig: plane.kubeconfig });
  }, 120_000);

  afterAll(async () => {
    scanner.close();
    admin.close();
    await plane.stop();
  });

  const setRules = async (to: readonly JsonObject[]) =>
    admin.patch(
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/castellan',
      { rules: [...to] },
      {
        contentType: 'application/merge-patch+json',
      },
    );

  /** The authorizer learns of a change a moment later. */
  const gapsAfter = async (enough: (gaps: readonly Gap[]) => boolean): Promise<readonly Gap[]> => {
    for (let tries = 0; ; tries++) {
      const { gaps } = await readCluster(scanner, { types });
      if (enough(gaps) || tries > 20) return gaps;
    }
  };

  it('is enough: no gap', async () => {
    const { gaps, resources } = await readCluster(scanner, { types });

    expect(gaps).toEqual([]);
    expect(resources.length).toBeGreaterThan(100);
  });

  it('only reads, and names each kind that it reads', () => {
    const verbs = new Set(rules.flatMap((rule) => asStrings(rule['verbs'])));
    const resources = rules.flatMap((rule) => asStrings(rule['resources']));

    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
    expect(resources.filter((name) => name.includes('*') || name.includes('/'))).toEqual([]);
  });

  it('has no right too many: each one that is taken away is a gap that names it', async () => {
    const served = new Set(['', 'apps', 'batch', 'autoscaling', 'policy']);
    const wanted = rules.flatMap((rule) => {
      const [group = ''] = asStrings(rule['apiGroups']);
      const isServed = served.has(group) || group.endsWith('.k8s.io');
      return isServed ? asStrings(rule['resources']).map((resource) => ({ group, resource })) : [];
    });
    const existing = wanted.filter(
      ({ group }) => !/^(?:gateway|policy\.networking|.*\.x-k8s|secrets-store)/.test(group),
    );
    const problems: string[] = [];

    for (const { group, resource } of existing) {
      await setRules(
        rules
          .map((rule) =>
            asStrings(rule['apiGroups'])[0] === group
              ? { ...rule, resources: asStrings(rule['resources']).filter((name) => name !== resource) }
              : rule,
          )
          .filter(({ resources }) => asList(resources).length > 0),
      );
      const name = group ? `${resource}.${group}` : resource;
      const message = `${name} may not be listed: the right "list ${name}" is missing.`;
      const gaps = await gapsAfter((found) => found.length === 1 && found[0]?.message === message);
      const [gap] = gaps;
      const good = gaps.length === 1 && gap?.code === 'forbidden' && gap.message === message;
      if (!good || !gap.hint?.includes('castellan doctor --rbac') || gap.types?.length !== 1) {
        problems.push(`${name}: ${JSON.stringify(gaps)}`);
      }
    }
    await setRules(rules);

    expect(existing.length).toBeGreaterThan(35);
    expect(problems).toEqual([]);
  }, 300_000);

  it('without any right, every kind is a gap and nothing is called clean', async () => {
    await setRules([]);
    const gaps = await gapsAfter((found) => found.length > 30);
    await setRules(rules);

    expect(gaps.length).toBeGreaterThan(30);
    expect(new Set(gaps.map(({ code }) => code))).toEqual(new Set(['forbidden']));
  }, 60_000);
});
