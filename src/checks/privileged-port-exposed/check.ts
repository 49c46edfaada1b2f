import { defineCheck } from '../../model/check.ts';
import { portsOf } from '../../dockerfile/ports.ts';

export default defineCheck({
  id: 'privileged-port-exposed',
  title: 'Image exposes a port below 1024',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Where the runtime does not allow it for everyone, listening there needs root or the capability NET_BIND_SERVICE.',
  remedy: 'Listen on a port from 1024 on and let the Service map it.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#expose',
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const privileged = portsOf(resource).filter(
      ({ from, stage }) => stage.ships && from > 0 && from < 1024 && from !== 22,
    );
    return privileged.map(({ path, from }) => ({ path, message: `EXPOSE names port ${from}` }));
  },
});
