import { defineCheck } from '../../model/check.ts';
import { portsOf } from '../../dockerfile/ports.ts';

export default defineCheck({
  id: 'ssh-port-exposed',
  title: 'Image exposes SSH',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "A shell server in a container is one more way in, with keys and passwords to manage and no trace in the cluster's audit log.",
  remedy: 'Leave SSH out; use kubectl exec or kubectl debug.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#expose',
    'https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const exposed = portsOf(resource).filter(
      ({ from, to, protocol, stage }) => stage.ships && protocol === 'tcp' && from <= 22 && 22 <= to,
    );
    return exposed.map(({ path }) => ({ path, message: 'EXPOSE names port 22' }));
  },
});
