import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asString, at } from '../../std/value.ts';

const HANDLERS = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
].flatMap((owner) => [
  [...owner, 'httpGet'],
  [...owner, 'tcpSocket'],
]);

export default defineCheck({
  id: 'host-probe-host-field',
  title: 'Probe or lifecycle hook is sent to a chosen host',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: "The kubelet sends the request from the node's own network, so whoever writes pods can reach addresses that pods cannot, such as the node's loopback and cloud metadata.",
  remedy: 'Remove `host`: the request then goes to the pod itself.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['host']],
  find: (resource) =>
    perContainer(resource, (container) =>
      HANDLERS.flatMap((handler) => {
        const host = asString(at(container.spec, ...handler, 'host'));
        if (!host) return [];
        const path = [...container.path, ...handler, 'host'];
        const fix = { title: 'Ask the pod itself', safe: false, edits: [{ op: 'remove', path } as const] };
        return [{ path, message: `${nameOf(container)} has a ${handler.join('.')} for the host "${host}"`, fix }];
      }),
    ),
});
