import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapter as attack } from './attack-bench/adapter.ts';
import { adapter as kyvernoPolicies } from './kyverno-policies/adapter.ts';
import { adapter as misconfig } from './misconfig-bench/adapter.ts';
import { adapter as podSecurity } from './pod-security/adapter.ts';
import { adapter as rbac } from './rbac-bench/adapter.ts';

const data = resolve(import.meta.dirname, '../../../shared/conformance');
const TIMEOUT = 120_000;

describe.skipIf(!existsSync(data))('conformance', () => {
  it('every upstream pod of the Pod Security Standards is judged as upstream does', { timeout: TIMEOUT }, async () => {
    const { misses, suites } = await podSecurity.run(resolve(data, podSecurity.folder));

    expect(misses).toEqual([]);
    expect(suites.map(({ suite, skipped }) => [suite, skipped])).toEqual([
      ['baseline', 0],
      ['restricted', 0],
    ]);
  });

  it("every request is allowed or denied as by Kubernetes' own RBAC authorizer", { timeout: TIMEOUT }, async () => {
    const { misses } = await rbac.run(resolve(data, rbac.folder));

    expect(misses).toEqual([]);
  });

  it("every edge that KubeHound's own tests expect is in the graph", { timeout: TIMEOUT }, async () => {
    const { misses } = await attack.run(resolve(data, attack.folder));

    expect(misses).toEqual([]);
  });

  it("every row of the tests of Kyverno's public policies comes out as declared", { timeout: TIMEOUT }, async () => {
    const { misses } = await kyvernoPolicies.run(resolve(data, kyvernoPolicies.folder));

    expect(misses).toEqual([]);
  });

  it(
    'labels of other scanners come out otherwise only where docs/conformance.md says why',
    { timeout: TIMEOUT },
    async () => {
      const { misses } = await misconfig.run(resolve(data, misconfig.folder));

      const explained = [
        'FN rbac-cluster-admin-binding',
        'FP apiserver-audit-log-path',
        'FP cap-drop-net-raw',
        'FP cloud-credentials-mount',
        'FP controller-manager-root-ca',
        'FP controller-manager-sa-private-key',
        'FP hpa-dangling',
        'FP kubelet-event-qps',
        'FP netpol-missing',
        'FP proc-mount',
        'FP rbac-binding-pods-exec',
      ];
      expect(misses.map((miss) => miss.split(' ').slice(0, 2).join(' '))).toEqual(explained);
    },
  );
});
