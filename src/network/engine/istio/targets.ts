import type { Requirement } from '../../../kubernetes/selector.ts';
import { strings } from '../../../kubernetes/workload.ts';
import type { Json, JsonObject, Path } from '../../../model/json.ts';
import { asList, asObject, asString, at, entryOf, isObject, show } from '../../../std/value.ts';
import { ISTIO, namespaceLabel } from '../derived.ts';
import { ALL_TCP, type PodPick, type Rule } from '../policy.ts';
import type { Reading } from '../reading.ts';

/*
 * What a policy names by reference (istio.io, "Authorization Policy": `targetRefs`; "Configure waypoint proxies"): the pods of
 * a gateway enforce it as others do. A waypoint sees only what is sent to it, so its refusals are told, not counted.
 */

const GATEWAY = 'Gateway.gateway.networking.k8s.io';
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_CLASS = 'istio-waypoint';

/** Whom a policy is about by one of its references. */
export interface Target {
  readonly subject: PodPick;
  /** Where a waypoint enforces it: what is told of connections to the subject. */
  readonly rule?: Rule;
}

/** Undefined where the policy names nothing by reference; what can't be told is noted. */
export function targetsOf(spec: JsonObject, namespace: string, reading: Reading): readonly Target[] | undefined {
  const one: readonly [Json, Path][] = isObject(spec['targetRef']) ? [[spec['targetRef'], ['spec', 'targetRef']]] : [];
  const many = asList(spec['targetRefs']).map((ref, i): [Json, Path] => [ref, ['spec', 'targetRefs', i]]);
  const refs = [...one, ...many];
  if (refs.length === 0) return undefined;
  return refs.flatMap(([ref, path]) => {
    const kind = asString(at(ref, 'kind')) ?? '';
    const name = asString(at(ref, 'name')) ?? '';
    const read = entryOf({ Gateway: gatewayTarget, Service: serviceTarget }, kind);
    return read ? read({ name, namespace, path, reading }) : leftOut(path, `${kind || show(ref)} ${name}`, reading);
  });
}

interface Named {
  readonly name: string;
  readonly namespace: string;
  readonly path: Path;
  readonly reading: Reading;
}

function gatewayTarget({ name, namespace, path, reading }: Named): Target[] {
  const gateway = reading.others.find(GATEWAY, namespace, name);
  if (!gateway) return leftOut(path, `the gateway ${name}, which is not among the objects`, reading);
  const uses: Requirement = { key: USE_WAYPOINT, operator: 'In', values: [name] };
  if (at(gateway.object, 'spec', 'gatewayClassName') === WAYPOINT_CLASS) {
    const where = { any: [uses, { ...uses, key: namespaceLabel(USE_WAYPOINT) }] };
    return [behindWaypoint({ namespaces: { name: namespace }, pods: [AMBIENT], where }, name, path, reading)];
  }
  reading.note(path, `what the gateway ${name} refuses of requests from outside is not told`);
  const pods: Requirement[] = [
    { key: ISTIO, operator: 'Exists', values: [] },
    { key: GATEWAY_NAME, operator: 'In', values: [name] },
  ];
  return [{ subject: { namespaces: { name: namespace }, pods } }];
}

function serviceTarget({ name, namespace, path, reading }: Named): Target[] {
  const service = reading.others.find('Service', namespace, name);
  const selector = Object.entries(strings(at(service?.object, 'spec', 'selector')));
  if (selector.length === 0) return leftOut(path, `the Service ${name}, whose pods are not known`, reading);
  const pods = selector.map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] }));
  return [
    behindWaypoint({ namespaces: { name: namespace }, pods: [AMBIENT, ...pods] }, waypointOf(service), path, reading),
  ];
}

function waypointOf(service: { readonly object: JsonObject } | undefined): string {
  return strings(at(asObject(service?.object), 'metadata', 'labels'))[USE_WAYPOINT] ?? 'of its Service';
}

const AMBIENT: Requirement = { key: ISTIO, operator: 'In', values: ['ambient'] };

function behindWaypoint(subject: PodPick, waypoint: string, path: Path, { note }: Reading): Target {
  note(path, 'what a waypoint refuses is told with connections, and not taken away from them');
  const notes = [`may be refused by the waypoint ${waypoint}`];
  return { subject, rule: { path, name: 'waypoint', action: 'note', peers: undefined, ports: ALL_TCP, notes } };
}

function leftOut(path: Path, what: string, { note }: Reading): Target[] {
  note(path, `a policy of ${what} is not taken into account`);
  return [];
}
