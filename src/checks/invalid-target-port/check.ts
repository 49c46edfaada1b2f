import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'invalid-target-port',
  title: 'Port is not a valid number or name',
  severity: 'medium',
  category: 'reliability',
  profile: 'recommended',
  why: 'The API server refuses the object, or the Service never finds the port that it should send traffic to.',
  remedy:
    'Use a number from 1 to 65535, or a name of up to 15 lower-case letters, digits and single dashes with at least one letter.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  types: ['Service', ...WORKLOAD_TYPES],
  find: (resource) => (resource.type === 'Service' ? inService(resource) : inContainers(resource)),
});

function inService(service: Resource): Violation[] {
  const found: Violation[] = [];
  for (const [i, port] of asList(at(service.object, 'spec', 'ports')).entries()) {
    // The API server takes 0 and '' for the port itself.
    const target = at(port, 'targetPort') || undefined;
    const problem = problemOf(target);
    if (problem) found.push({ path: ['spec', 'ports', i, 'targetPort'], message: `the target port ${problem}` });
  }
  return found;
}

function inContainers(resource: Resource): Violation[] {
  const found: Violation[] = [];
  for (const { name, path, spec } of containersOf(resource)) {
    for (const [i, port] of asList(spec['ports']).entries()) {
      const label = asString(at(port, 'name'));
      const say = (key: string, problem: string) =>
        found.push({ path: [...path, 'ports', i, key], message: `a port of container ${name} ${problem}` });
      const ofName = label ? problemOf(label) : undefined;
      if (ofName) say('name', ofName);
      const ofNumber = problemOf(at(port, 'containerPort'));
      if (ofNumber) say('containerPort', ofNumber);
    }
  }
  return found;
}

function problemOf(port: Json | undefined): string | undefined {
  if (typeof port === 'number') {
    return Number.isInteger(port) && port >= 1 && port <= 65_535 ? undefined : `is ${port}, outside 1 to 65535`;
  }
  return typeof port === 'string' && !isPortName(port) ? `is named ${JSON.stringify(port)}` : undefined;
}

/** IANA service names (RFC 6335), as `validation.IsValidPortName` has them. */
function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
