import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asObject, asString, at, entryOf } from '../../../std/value.ts';
import type { Policy } from '../policy.ts';
import type { Reading } from '../reading.ts';

const GROUP = 'policy.linkerd.io';
const ROUTES: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: [`HTTPRoute.${GROUP}`, 'HTTPRoute.gateway.networking.k8s.io'],
  GRPCRoute: ['GRPCRoute.gateway.networking.k8s.io'],
};

/**
 * AuthorizationPolicies are read with the Servers that they speak of; here it is told what one of them does not speak of
 * (linkerd.io, "Authorization Policy": `targetRef`).
 */
export function readTarget(resource: Resource, reading: Reading): readonly Policy[] {
  const ref = asObject(at(resource.object, 'spec', 'targetRef'));
  const [kind, name] = [asString(ref['kind']) ?? '', asString(ref['name']) ?? ''];
  const fault = faultOf(kind, name, asString(ref['namespace']) || namespaceOf(resource), reading);
  if (fault) reading.note(['spec', 'targetRef'], `${fault}: it lets nobody in`);
  return [];
}

function faultOf(kind: string, name: string, namespace: string, { others }: Reading): string | undefined {
  const missing = `the ${kind} ${name} that it speaks of is not among the objects`;
  if (kind === 'Namespace') return undefined;
  if (kind === 'Server') return others.find(`Server.${GROUP}`, namespace, name) ? undefined : missing;
  const types = entryOf(ROUTES, kind);
  if (!types) return `it speaks of a ${kind || 'target without a kind'}, which is not read`;
  const route = types.map((type) => others.find(type, namespace, name)).find((one) => one !== undefined);
  if (!route) return missing;
  const parents = asList(at(route.object, 'spec', 'parentRefs'));
  return parents.some((parent) => at(parent, 'kind') === 'Server')
    ? undefined
    : `the ${kind} ${name} that it speaks of belongs to no Server`;
}
