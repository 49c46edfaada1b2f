import type { Workload } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { workloadsBehind } from '../../network/services.ts';
import { asList, at, show } from '../../std/value.ts';

export default defineCheck({
  id: 'service-port-unmatched',
  title: 'Service sends to a port that the pods do not declare',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'A named port that no container has leaves the Service without endpoints; a number that is on none of their lists is most often a mistake.',
  remedy: 'Make the target port one of the ports of the containers.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  types: ['Service'],
  find(resource, { inventory }) {
    const workloads = workloadsBehind(inventory, resource);
    const declared = workloads.map(portsOf);
    if (declared.length === 0) return [];
    // Clients of a headless Service reach the pods themselves, at whatever port they listen.
    const headless = at(resource.object, 'spec', 'clusterIP') === 'None';
    const found: Violation[] = [];
    for (const [i, port] of asList(at(resource.object, 'spec', 'ports')).entries()) {
      const target = numbered(at(port, 'targetPort') ?? at(port, 'port'));
      if (headless && typeof target === 'number') continue;
      if (!isUnmatched(target, declared)) continue;
      const key = at(port, 'targetPort') === undefined ? 'port' : 'targetPort';
      found.push({
        path: ['spec', 'ports', i, key],
        message: `no container behind the Service declares the port ${show(target)}`,
      });
    }
    return found;
  },
});

/** Containers need not declare numbers, so pods that declare nothing prove nothing. */
function isUnmatched(target: Json | undefined, declared: readonly ReadonlySet<Json | undefined>[]): boolean {
  if (typeof target === 'string') return !declared.some((ports) => ports.has(target));
  return typeof target === 'number' && declared.every((ports) => ports.size > 0 && !ports.has(target));
}

function portsOf(workload: Workload): ReadonlySet<Json | undefined> {
  const ports = workload.containers.flatMap(({ spec }) => asList(spec['ports']));
  const values = ports.flatMap((port) => [at(port, 'name'), numbered(at(port, 'containerPort'))]);
  return new Set(values.filter((value) => value !== undefined));
}

/** A number in quotes is a mistake of its own, but the same port. */
function numbered(port: Json | undefined): Json | undefined {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
}
