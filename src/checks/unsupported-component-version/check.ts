import { defineCheck, type Violation } from '../../model/check.ts';
import { KNOWN_VERSIONS, supportOf } from '../../versions/known.ts';
import { VERSIONED_TYPES, versionsIn } from '../../versions/seen.ts';

export default defineCheck({
  id: 'unsupported-component-version',
  title: 'Component version gets no security fixes',
  severity: 'medium',
  category: 'versions',
  profile: 'recommended',
  why: 'A runtime, data store, add-on or operating system that is out of support keeps every vulnerability that is found from now on.',
  remedy: 'Move to a release line that its maintainers still support.',
  references: ['https://endoflife.date', 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  types: VERSIONED_TYPES,
  applies: (resource) => versionsIn(resource).some(({ component }) => hasProduct(component)),
  find(resource, { today, versions = KNOWN_VERSIONS }) {
    const found: Violation[] = [];
    for (const { component, title, version, path } of versionsIn(resource)) {
      const support = component === 'kubernetes' ? undefined : supportOf(versions, component, version);
      if (!support?.endOfLife || today <= support.endOfLife) continue;
      found.push({ path, message: `the support of ${title} ${support.cycle} ended on ${support.endOfLife}` });
    }
    return found;
  },
});

function hasProduct(component: string): boolean {
  return KNOWN_VERSIONS.products.some(({ id }) => id === component);
}
