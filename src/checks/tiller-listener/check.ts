import { TILLER_PORT, tillerContainers } from '../../kubernetes/tiller.ts';
import { type Container, WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asStrings } from '../../std/value.ts';

const LOCAL = /--listen[= ](?:localhost|127\.0\.0\.1|\[::1\])(?::|$|\s)/;

export default defineCheck({
  id: 'tiller-listener',
  title: 'Tiller listens on the pod network',
  severity: 'high',
  category: 'hygiene',
  profile: 'recommended',
  why: `Any pod of the cluster can connect to port ${TILLER_PORT} and give orders without a password.`,
  remedy: 'Remove Tiller; until then start it with `--listen=localhost:44134`.',
  references: ['https://helm.sh/docs/topics/v2_v3_migration/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const workload = workloadOf(resource);
    if (!workload) return [];
    const open = tillerContainers(workload).filter((container) => !listensLocally(container));
    return open.map(({ name, path }) => ({
      path: [...path, 'args'],
      message: `container ${name} runs Tiller, which listens on all addresses`,
    }));
  },
});

function listensLocally({ spec }: Container): boolean {
  return LOCAL.test([...asStrings(spec['command']), ...asStrings(spec['args'])].join(' '));
}
