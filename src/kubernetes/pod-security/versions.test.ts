import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import type { Origin } from '../../model/resource.ts';
import { toResource } from '../resource.ts';
import { workloadOf, type Workload } from '../workload.ts';
import { podSeccomp } from './seccomp.ts';
import { baselineSelinuxTypes } from './selinux.ts';
import { safeSysctls } from './sysctls.ts';
import { inUserNamespace } from './users.ts';

describe('the Pod Security Standards by version', () => {
  it.each([
    [26, 5],
    [27, 6],
    [29, 10],
    [32, 12],
    [36, 12],
    [37, 14],
  ])('1.%d has %d safe sysctls', (minor, count) => {
    const names = safeSysctls(minor);

    expect(names).toHaveLength(count);
  });

  it('allow the SELinux type of nested engines since 1.31', () => {
    const [before, after] = [30, 31].map((minor) => baselineSelinuxTypes(minor).includes('container_engine_t'));

    expect([before, after]).toEqual([false, true]);
  });

  it('take account of user namespaces since 1.35', () => {
    const mapped = pod({ spec: { hostUsers: false } });

    const answers = [34, 35].map((minor) => inUserNamespace(mapped, minor));

    expect(answers).toEqual([false, true]);
  });

  it('read seccomp annotations before 1.19, later only where asked', () => {
    const annotated = pod({
      metadata: { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' } },
      spec: {},
    });
    const read = (minor: number, legacyAnnotations: boolean) =>
      podSeccomp(annotated, { minor, legacyAnnotations })?.type;

    const types = [read(18, false), read(19, false), read(36, true)];

    expect(types).toEqual(['RuntimeDefault', undefined, 'RuntimeDefault']);
  });
});

function pod(object: JsonObject): Workload {
  const place = { file: 'pod.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 };
  const origin: Origin = { file: 'pod.yaml', editable: false, locate: () => place };
  const resource = toResource({ apiVersion: 'v1', kind: 'Pod', ...object }, origin);
  const workload = resource && workloadOf(resource);
  if (!workload) throw new Error('no pod');
  return workload;
}
