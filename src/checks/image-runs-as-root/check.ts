import { defineCheck } from '../../model/check.ts';
import { expandVariables } from '../../dockerfile/variables.ts';
import { dockerfileOf, effectiveUser, rootStage, variableOf, type Stage } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'image-runs-as-root',
  title: 'Image runs as root',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "A process that runs as root in the container keeps root's rights on everything it can reach: mounted volumes, the kernel's interfaces, and the node if it breaks out.",
  remedy:
    'Create a user in the image and end the last stage with USER and its numeric id, so that runAsNonRoot can verify it.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://docs.docker.com/build/building/best-practices/#user',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  types: ['Dockerfile'],
  parameters: {
    /** Parts of the names of images that set a user of their own. */
    nonRootBases: ['nonroot', 'rootless', 'unprivileged', 'cgr.dev/chainguard/', 'nanoserver'],
  },

  find(resource, _scope, parameters) {
    const { final } = dockerfileOf(resource);
    if (!final) return [];
    const last = effectiveUser(final);
    if (last) {
      const path = [...last.instruction.path, 'words', 0];
      return isRoot(last.user, final) ? [{ path, message: `the image ends with USER ${last.user}` }] : [];
    }
    if (parameters.nonRootBases.some((word) => rootStage(final).resolved?.includes(word))) return [];
    return [{ path: final.path, message: 'the last stage sets no USER, so the image runs as root' }];
  },
});

const ROOT = /^(?:root|0+|containeradministrator)$/i;

function isRoot(user: string, stage: Stage): boolean {
  const names = new Map([...user.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => [name, variableOf(stage, name)]));
  const resolved = expandVariables(user, names);
  return resolved !== undefined && ROOT.test(resolved.split(':', 1)[0] ?? '');
}
