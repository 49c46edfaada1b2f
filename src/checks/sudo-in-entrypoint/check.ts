import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asList } from '../../std/value.ts';

const FIELDS = ['command', 'args'];
const SUDO = /(?:^|[\s;&|(/])sudo(?:\s|$)/;

export default defineCheck({
  id: 'sudo-in-entrypoint',
  title: 'Container starts its program through sudo',
  severity: 'low',
  category: 'pod',
  profile: 'all',
  why: 'It needs a root user or a setuid sudo with password-free rules in the image, which any attacker in the container can use as well.',
  remedy: 'Run the container as the user that the program needs, and drop sudo from the image.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/'],
  types: WORKLOAD_TYPES,
  needs: () => [['command', 'args']],
  find: (resource) =>
    perContainer(resource, (container) =>
      FIELDS.flatMap((field) =>
        asList(container.spec[field]).flatMap((word, i) => {
          if (typeof word !== 'string' || !word.includes('sudo') || !SUDO.test(word)) return [];
          return [{ path: [...container.path, field, i], message: `${nameOf(container)} calls sudo in its ${field}` }];
        }),
      ),
    ),
});
