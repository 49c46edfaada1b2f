import { parseImage } from '../../kubernetes/image.ts';
import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asString, asStrings } from '../../std/value.ts';

export default defineCheck({
  id: 'registry-not-allowed',
  title: 'Image comes from a registry that is not on the list',
  severity: 'medium',
  category: 'image',
  profile: 'recommended',
  why: 'Images from anywhere bypass the scanning, signing and retention of the registries that the organisation trusts.',
  remedy: 'Mirror the image to an allowed registry, or add its registry to the list in the configuration.',
  references: ['https://kubernetes.io/docs/concepts/security/application-security-checklist/'],
  types: WORKLOAD_TYPES,
  /** Registries, or registries with the beginning of a repository: `ghcr.io/example`. Silent while empty. */
  parameters: { allowed: [] as string[] },
  unsure: (_resource, _scope, { allowed }) =>
    asStrings(allowed).length > 0
      ? undefined
      : 'the list of allowed registries is empty: set rules.registry-not-allowed.parameters.allowed',
  find(resource, _scope, parameters) {
    const allowed = asStrings(parameters.allowed).map((prefix) => prefix.replace(/\/$/, ''));
    if (allowed.length === 0) return [];
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      const image = parseImage(asString(spec['image']) ?? '');
      if (!image) continue;
      const source = `${image.registry}/${image.repository}`;
      if (allowed.some((prefix) => source === prefix || source.startsWith(`${prefix}/`))) continue;
      found.push({ path: [...path, 'image'], message: `container ${name} runs ${source}` });
    }
    return found;
  },
});
