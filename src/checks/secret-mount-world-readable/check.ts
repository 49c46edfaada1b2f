import { defineCheck, type Violation } from '../../model/check.ts';
import { secretModesOf } from '../../kubernetes/secret-volumes.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';

/** What the API server stores where nobody says a mode. */
const DEFAULT_MODE = 0o644;

export default defineCheck({
  id: 'secret-mount-world-readable',
  title: 'Mounted secret is readable by every user of the container',
  severity: 'low',
  category: 'secrets',
  profile: 'all',
  why: 'Any process in the container reads the secret, also one that runs as another user to be kept from it.',
  remedy: 'Set the mode to 0400, or 0440 with fsGroup.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions'],
  types: WORKLOAD_TYPES,
  needs: () => [['secret']],

  find(resource) {
    const found: Violation[] = [];
    for (const { path, mode, volume } of secretModesOf(resource)) {
      if ((mode & 0o007) === 0 || (resource.origin.live && mode === DEFAULT_MODE)) continue;
      const octal = mode.toString(8).padStart(4, '0');
      const violation = { path, message: `the volume ${volume} has the mode ${octal}` };
      found.push((mode & 0o003) === 0 ? violation : { ...violation, severity: 'medium' });
    }
    return found;
  },
});
