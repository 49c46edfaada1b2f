import { supportStatus } from '../../kubernetes/api-versions/releases.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { VersionData } from '../../model/versions.ts';
import { supportOf } from '../../versions/known.ts';
import { KUBERNETES_COMPONENTS, VERSIONED_TYPES, versionsIn } from '../../versions/seen.ts';

const VERSION = /^v?1\.(\d{1,3})(?:[.+-]|$)/;

export default defineCheck({
  id: 'unsupported-kubernetes-version',
  title: 'Kubernetes version gets no security fixes',
  severity: 'high',
  category: 'versions',
  profile: 'recommended',
  why: 'Vulnerabilities that are found after the end of support stay open in this version, and they are published with the fix for the others.',
  remedy: 'Upgrade, one minor version at a time, to a supported release.',
  references: ['https://kubernetes.io/releases/patch-releases/', 'https://kubernetes.io/releases/version-skew-policy/'],
  types: VERSIONED_TYPES,
  applies: (resource) => versionsIn(resource).some(({ component }) => KUBERNETES_COMPONENTS.has(component)),
  find(resource, { today, versions }) {
    const found: Violation[] = [];
    for (const { component, version, path } of versionsIn(resource)) {
      const minor = KUBERNETES_COMPONENTS.has(component) ? VERSION.exec(version)?.[1] : undefined;
      if (minor === undefined) continue;
      const ended = endOfSupport(Number(minor), today, versions);
      if (ended !== undefined) found.push({ path, message: `the support of Kubernetes 1.${minor} ended${ended}` });
    }
    return found;
  },
});

/** ` on 2026-02-28` where support has ended; a file of the user wins over what is built in. */
function endOfSupport(minor: number, today: string, versions: VersionData | undefined): string | undefined {
  const told = versions && supportOf(versions, 'kubernetes', `1.${minor}`)?.endOfLife;
  if (told !== undefined) return today > told ? ` on ${told}` : undefined;
  const { status, endOfLife } = supportStatus(minor, today);
  if (status !== 'ended') return undefined;
  return endOfLife ? ` on ${endOfLife}` : '';
}
