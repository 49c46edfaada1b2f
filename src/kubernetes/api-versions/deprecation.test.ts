import { describe, expect, it } from 'vitest';
import { allKinds, kindOf, type ObjectType, type ValueType } from '../schema/types.ts';
import { deprecation } from './deprecation.ts';
import { deprecatedAnnotation, deprecatedField, deprecatedLabel } from './fields.ts';

describe('deprecation', () => {
  it.each<[string, string, number, string]>([
    ['apps/v1', 'Deployment', 36, ''],
    ['example.com/v1beta1', 'Deployment', 36, ''],
    ['extensions/v1beta1', 'Deployment', 36, 'removed 16 → apps/v1 by hand'],
    ['extensions/v1beta1', 'NetworkPolicy', 36, 'removed 16 → networking.k8s.io/v1'],
    ['extensions/v1beta1', 'Ingress', 20, 'deprecated 14 → networking.k8s.io/v1 by hand'],
    ['networking.k8s.io/v1beta1', 'Ingress', 36, 'removed 22 → networking.k8s.io/v1 by hand'],
    ['networking.k8s.io/v1beta1', 'IngressClass', 36, 'removed 22 → networking.k8s.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 24, 'deprecated 21 → policy/v1 by hand'],
    ['policy/v1beta1', 'PodSecurityPolicy', 25, 'removed 25 → nothing by hand'],
    ['policy/v1beta1', 'PodSecurityPolicy', 20, ''],
    ['batch/v1beta1', 'CronJob', 29, 'removed 25 → batch/v1'],
    ['batch/v2alpha1', 'CronJob', 29, 'removed 21 → batch/v1'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 29, 'removed 26 → autoscaling/v2'],
    ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 29, 'removed 25 → autoscaling/v2 by hand'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 29, 'removed 22 → rbac.authorization.k8s.io/v1'],
    ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 29, 'removed 22 → apiextensions.k8s.io/v1 by hand'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 31, 'deprecated 29 → flowcontrol.apiserver.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 32, 'removed 32 → flowcontrol.apiserver.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 36, 'removed 29 → flowcontrol.apiserver.k8s.io/v1'],
    ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 29, 'removed 27 → storage.k8s.io/v1'],
    [
      'admissionregistration.k8s.io/v1beta1',
      'ValidatingAdmissionPolicy',
      33,
      'deprecated 31 → admissionregistration.k8s.io/v1',
    ],
    ['resource.k8s.io/v1beta1', 'ResourceClaim', 35, 'deprecated 35 → resource.k8s.io/v1 by hand'],
    ['resource.k8s.io/v1beta2', 'ResourceClaim', 36, 'deprecated 36 → resource.k8s.io/v1'],
    ['resource.k8s.io/v1alpha2', 'PodSchedulingContext', 36, 'removed 31 → nothing by hand'],
    ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle', 36, ''],
    ['v1', 'Endpoints', 32, ''],
    ['v1', 'Endpoints', 33, 'deprecated 33 → discovery.k8s.io/v1 by hand'],
    ['v1', 'ComponentStatus', 36, 'deprecated 19 → nothing by hand'],
    [
      'kubescheduler.config.k8s.io/v1beta3',
      'KubeSchedulerConfiguration',
      29,
      'removed 29 → kubescheduler.config.k8s.io/v1',
    ],
    ['kubeadm.k8s.io/v1beta3', 'ClusterConfiguration', 36, 'deprecated 31 → kubeadm.k8s.io/v1beta4 by hand'],
  ])('%s %s in 1.%d: %s', (apiVersion, kind, minor, expected) => {
    const found = deprecation(apiVersion, kind, minor);

    const said = found
      ? `${found.status} ${found.since} → ${found.replacement ?? 'nothing'}${found.mechanical ? '' : ' by hand'}`
      : '';
    expect(said).toBe(expected);
  });

  it('names the kind that takes over, and the planned removal', () => {
    expect(deprecation('v1', 'Endpoints', 36)).toMatchObject({ replacementKind: 'EndpointSlice' });
    expect(deprecation('resource.k8s.io/v1beta2', 'ResourceClaim', 36)).toMatchObject({ removedIn: 39 });
  });
});

/** Paths of fields that a type has and its replacement has not. */
function lostFields(from: ObjectType, to: ObjectType, path: string, seen = new Set<ObjectType>()): string[] {
  if (seen.has(from)) return [];
  seen.add(from);
  return [...from.fields.values()].flatMap((field) => {
    const place = `${path}.${field.name}`;
    const [before, after] = [innerType(field.value), innerType(to.fields.get(field.name)?.value)];
    if (!to.fields.has(field.name)) return [place];
    return before && after && place !== '.status' ? lostFields(before, after, place, seen) : [];
  });
}

function innerType(value: ValueType | undefined): ObjectType | undefined {
  if (value?.shape === 'list' || value?.shape === 'map') return innerType(value.of);
  return value?.shape === 'type' ? value.type : undefined;
}

describe('mechanical', () => {
  const pairs = [...allKinds()].flatMap(([id, { type }]) => {
    const [apiVersion = '', kind = ''] = id.split(' ');
    const found = deprecation(apiVersion, kind, 40);
    const target = found?.replacement ? kindOf(found.replacement, found.replacementKind ?? kind) : undefined;
    return found && target ? [{ id, mechanical: found.mechanical, from: type, to: target.type }] : [];
  });

  it.each(pairs)('$id: $mechanical, as the fields of both versions say', ({ mechanical, from, to }) => {
    const lost = lostFields(from, to, '');

    if (mechanical) expect(lost).toEqual([]);
    else expect(lost).not.toEqual([]);
  });
});

describe('deprecated names', () => {
  it('knows annotations, also by prefix', () => {
    expect(deprecatedAnnotation('kubernetes.io/ingress.class', 36)).toMatchObject({
      replacement: 'spec.ingressClassName',
    });
    expect(deprecatedAnnotation('container.apparmor.security.beta.kubernetes.io/web', 30)).toMatchObject({ since: 30 });
    expect(deprecatedAnnotation('container.apparmor.security.beta.kubernetes.io/web', 29)).toBeUndefined();
    expect(deprecatedAnnotation('example.com/a', 36)).toBeUndefined();
    expect(deprecatedAnnotation('', 36)).toBeUndefined();
  });

  it('knows node labels', () => {
    expect(deprecatedLabel('beta.kubernetes.io/os', 36)).toMatchObject({
      replacement: 'kubernetes.io/os',
      mechanical: true,
    });
    expect(deprecatedLabel('kubernetes.io/os', 36)).toBeUndefined();
  });

  it('knows fields, of volumes in both places', () => {
    expect(deprecatedField('core.v1.PodSpec', 'serviceAccount', 36)).toMatchObject({
      replacement: 'serviceAccountName',
    });
    expect(deprecatedField('core.v1.PersistentVolumeSpec', 'cephfs', 36)).toMatchObject({ removedIn: 31 });
    expect(deprecatedField('core.v1.PodSpec', 'hostNetwork', 36)).toBeUndefined();
  });
});
