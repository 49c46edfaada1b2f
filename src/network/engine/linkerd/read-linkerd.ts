import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import { matchesLabels, type Requirement } from '../../../kubernetes/selector.ts';
import { podTemplateOf, strings } from '../../../kubernetes/workload.ts';
import type { Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asList, asNumber, asObject, asString, at, show } from '../../../std/value.ts';
import { LINKERD_DEFAULT, LINKERD_IDENTITY } from '../derived.ts';
import { ALL_TCP, type Peer, type PodPick, type Policy, type Ports, type Rule } from '../policy.ts';
import type { Reading } from '../reading.ts';
import { readSelector } from '../read-selector.ts';
import { clientPeers, refusedBy, requiredPeers } from './clients.ts';

const GROUP = 'policy.linkerd.io';
const INBOUND = 'config.linkerd.io/default-inbound-policy';
const TIER = { filter: 'mesh', tier: 'linkerd', tierOrder: 3, closes: [] } as const;
/** What is authorized comes first, then what the Server refuses, then the pods' default for all other ports. */
const PRIORITIES = { authorized: 1, server: 2, fallback: 3 } as const;

/**
 * Server of policy.linkerd.io, and what authorizes clients to it: a port that a Server speaks of lets in those whom an
 * AuthorizationPolicy or a ServerAuthorization names, and nobody else (linkerd.io, "Authorization Policy").
 */
export function readServer(server: Resource, reading: Reading): Policy[] {
  const spec = asObject(server.object['spec']);
  const namespace = namespaceOf(server);
  const meshed: Requirement = { key: LINKERD_IDENTITY, operator: 'Exists', values: [] };
  const pods = readSelector(spec['podSelector'], ['spec', 'podSelector'], reading.report);
  const subject: PodPick = { namespaces: { name: namespace }, pods: [meshed, ...pods] };
  const target: Target = { server, subject, ports: portOf(server, reading) };
  const authorized = [
    ...reading.others.ofType(`AuthorizationPolicy.${GROUP}`).flatMap((one) => authorizedBy(one, target, reading)),
    ...reading.others.ofType(`ServerAuthorization.${GROUP}`).flatMap((one) => clientsOf(one, target, reading)),
  ];
  return [...authorized, refusal(target, asString(spec['accessPolicy']) ?? 'deny')];
}

interface Target {
  readonly server: Resource;
  readonly subject: PodPick;
  readonly ports: Ports;
}

function portOf({ object }: Resource, { report }: Reading): Ports {
  const port = at(object, 'spec', 'port');
  const number = asNumber(port);
  if (number !== undefined && number >= 1 && number <= 65535) {
    return { ranges: [{ protocol: 'TCP', from: number, to: number }], named: [] };
  }
  const name = asString(port);
  if (name === undefined || name === '') report(['spec', 'port'], `${show(port)} is no port`);
  return { ranges: [], named: [{ protocol: 'TCP', name: name ?? '' }] };
}

function granted(
  policy: Resource,
  { subject, ports }: Target,
  rule: Pick<Rule, 'path' | 'name' | 'peers' | 'notes'>,
): Policy {
  return {
    resource: policy,
    label: labelOf(policy),
    ...TIER,
    priority: PRIORITIES.authorized,
    subject,
    ingress: [{ ...rule, action: 'accept', ports }],
  };
}

function labelOf(resource: Resource): string {
  return `Linkerd ${resource.kind} ${namespaceOf(resource)}/${resource.name}`;
}

/** Of the Server, of one of its routes, or of all that the namespace has. */
function authorizedBy(policy: Resource, target: Target, reading: Reading): Policy[] {
  const ref = asObject(at(policy.object, 'spec', 'targetRef'));
  const kind = asString(ref['kind']) ?? '';
  const namespace = asString(ref['namespace']) || namespaceOf(policy);
  const { server } = target;
  const here = namespace === namespaceOf(server);
  const whole =
    (kind === 'Server' && here && ref['name'] === server.name) ||
    (kind === 'Namespace' && ref['name'] === namespaceOf(server));
  const route = kind.endsWith('Route') && here && routesOf(server, reading).includes(show(ref['name']));
  if (!whole && !route) return [];
  const path: Path = ['spec', 'requiredAuthenticationRefs'];
  const peers = requiredPeers(at(policy.object, ...path), path, policy, reading);
  const notes = route ? { notes: [`only requests of the ${kind} ${show(ref['name'])}`] } : {};
  return [granted(policy, target, { path: ['spec'], name: kind, peers, ...notes })];
}

function routesOf(server: Resource, { others }: Reading): string[] {
  const kinds = [`HTTPRoute.${GROUP}`, 'HTTPRoute.gateway.networking.k8s.io', 'GRPCRoute.gateway.networking.k8s.io'];
  return kinds
    .flatMap((type) => others.ofType(type))
    .filter((route) => namespaceOf(route) === namespaceOf(server))
    .filter((route) =>
      asList(at(route.object, 'spec', 'parentRefs')).some(
        (parent) => at(parent, 'kind') === 'Server' && at(parent, 'name') === server.name,
      ),
    )
    .map(({ name }) => name);
}

function clientsOf(policy: Resource, target: Target, reading: Reading): Policy[] {
  const { server } = target;
  const wanted = asObject(at(policy.object, 'spec', 'server'));
  const labels = strings(at(server.object, 'metadata', 'labels'));
  const meant =
    wanted['name'] === server.name || (wanted['selector'] !== undefined && matchesLabels(wanted['selector'], labels));
  if (!meant || namespaceOf(policy) !== namespaceOf(server)) return [];
  const peers = clientPeers(asObject(at(policy.object, 'spec', 'client')), policy, reading);
  return [granted(policy, target, { path: ['spec', 'client'], name: 'client', peers })];
}

/** What nobody is authorized to; `accessPolicy` may let more in. */
function refusal({ server, subject, ports }: Target, access: string): Policy {
  const rule = { path: ['spec'], name: `accessPolicy ${access}`, ports };
  const refused = access === 'deny' ? 'everybody' : refusedBy(access);
  return {
    resource: server,
    label: labelOf(server),
    ...TIER,
    priority: PRIORITIES.server,
    subject,
    ingress: [...denials(rule, refused), { ...rule, action: 'pass', peers: undefined }],
  };
}

function denials(rule: Omit<Rule, 'action' | 'peers'>, refused: readonly Peer[] | 'everybody' | undefined): Rule[] {
  if (refused === undefined) return [];
  return [{ ...rule, action: 'deny', peers: refused === 'everybody' ? undefined : refused }];
}

/** The defaults that annotations of namespaces and pods state: for ports that no Server speaks of. */
export function readInboundDefaults(resources: readonly Resource[]): Policy[] {
  const stated = new Map<string, Resource>();
  for (const resource of resources) {
    const value = statedDefault(resource);
    if (value !== undefined && !stated.has(value)) stated.set(value, resource);
  }
  return [...stated].flatMap(([value, resource]): Policy[] => {
    const refused = refusedBy(value);
    if (refused === undefined) return [];
    const rule = { path: ['metadata', 'annotations', INBOUND], name: value, ports: ALL_TCP };
    const pods: Requirement[] = [{ key: LINKERD_DEFAULT, operator: 'In', values: [value] }];
    return [
      {
        resource,
        label: `Linkerd default-inbound-policy ${value}`,
        ...TIER,
        priority: PRIORITIES.fallback,
        subject: { namespaces: { selector: [] }, pods },
        ingress: denials(rule, refused),
      },
    ];
  });
}

/** A value that is no text says nothing. */
function statedDefault(resource: Resource): string | undefined {
  const holder = resource.type === 'Namespace' ? resource.object : podTemplateOf(resource);
  const { annotations } = asObject(asObject(holder)['metadata']);
  return annotations === undefined ? undefined : asString(at(annotations, INBOUND));
}
