import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'pod-security-default-privileged',
  title: 'Namespaces without labels may run privileged pods',
  severity: 'medium',
  category: 'control-plane',
  profile: 'all',
  why: 'The cluster default of Pod Security Admission holds for every namespace that has no label of its own; privileged refuses nothing, so a forgotten label is a way to the node.',
  remedy: 'Set defaults.enforce to baseline or restricted and exempt the few namespaces that need more.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/'],
  types: ['AdmissionConfiguration', 'PodSecurityConfiguration'],
  find(resource) {
    return configurations(resource).flatMap(({ value, path }) => judge(value, path));
  },
});

function configurations(resource: Resource): readonly { readonly value: Json | undefined; readonly path: Path }[] {
  if (resource.type === 'PodSecurityConfiguration') return [{ value: resource.object, path: [] }];
  return asList(resource.object['plugins']).flatMap((plugin, i) => {
    const value = at(plugin, 'configuration');
    return at(plugin, 'name') === 'PodSecurity' && value ? [{ value, path: ['plugins', i, 'configuration'] }] : [];
  });
}

function judge(configuration: Json | undefined, path: Path): Violation[] {
  const enforce = asString(at(configuration, 'defaults', 'enforce'));
  if (enforce !== undefined && enforce !== '' && enforce !== 'privileged') return [];
  const said = enforce ? `is ${enforce}` : 'is not set (the default is privileged)';
  return [{ path: [...path, 'defaults', 'enforce'], message: `defaults.enforce ${said}` }];
}
