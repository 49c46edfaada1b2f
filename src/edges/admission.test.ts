import { describe, expect, it } from 'vitest';
import { createInventory } from '../model/inventory.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import type { AttackPod } from './world-admission.ts';
import { createWorld } from './world.ts';

const kyverno = (action: string) => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: no-privileged}
spec:
  validationFailureAction: ${action}
  rules:
    - name: privileged
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate:
        message: no
        pattern: {spec: {containers: [{=(securityContext): {=(privileged): 'false'}}]}}
`;
const LABELS = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: labels}
spec:
  validationFailureAction: Enforce
  rules:
    - name: team
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {message: no, pattern: {metadata: {labels: {team: '?*'}}}}
`;
const admissionPolicy = (actions: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-host-paths}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "!has(object.spec.volumes) || object.spec.volumes.all(v, !has(v.hostPath))"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-host-paths}
spec: {policyName: no-host-paths, validationActions: [${actions}]}
`;
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {${labels}}}\n`;

describe('what keeps an attacker from making a pod', () => {
  it.each<[string, string, AttackPod, string | undefined, number]>([
    ['nothing', '', 'privileged', undefined, 36],
    [
      'a level',
      namespace('pod-security.kubernetes.io/enforce: baseline'),
      'privileged',
      'Pod Security baseline of namespace shop',
      36,
    ],
    ['a level, for a plain pod', namespace('pod-security.kubernetes.io/enforce: restricted'), 'plain', undefined, 36],
    ['a level that only warns', namespace('pod-security.kubernetes.io/warn: restricted'), 'privileged', undefined, 36],
    [
      'a level, before it was there',
      namespace('pod-security.kubernetes.io/enforce: baseline'),
      'privileged',
      undefined,
      22,
    ],
    ['Kyverno', kyverno('Enforce'), 'privileged', 'ClusterPolicy no-privileged', 36],
    ['Kyverno, for what it does not ask about', kyverno('Enforce'), 'host-path', undefined, 36],
    ['Kyverno that only reports', kyverno('Audit'), 'privileged', undefined, 36],
    ['a policy that every pod can satisfy', LABELS, 'privileged', undefined, 36],
    ['an admission policy', admissionPolicy('Deny'), 'host-path', 'ValidatingAdmissionPolicy no-host-paths', 36],
    ['an admission policy that only warns', admissionPolicy('Warn'), 'host-path', undefined, 36],
  ])('%s', (_, text, pod, expected, minor) => {
    const world = createWorld(createInventory(readManifestText('cluster.yaml', text).resources), { minor });

    expect(world.admission.guardAgainst('shop', pod)?.name).toBe(expected);
  });
});
