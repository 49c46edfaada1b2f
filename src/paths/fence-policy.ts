import type { Endpoint } from '../edges/world-endpoints.ts';
import type { World } from '../edges/world.ts';
import { namespaceOf } from '../kubernetes/namespaces.ts';
import { parseManifests } from '../manifests/parse.ts';
import type { Resource } from '../model/resource.ts';
import type { SeenFlow } from '../network/flows/flow.ts';
import { createDirectory, type Directory } from '../network/suggest/directory.ts';
import { manifestText } from '../network/suggest/manifests.ts';
import type { Need } from '../network/suggest/need.ts';
import { peerText } from '../network/suggest/plan.ts';
import type { SuggestedPeer, SuggestedRule } from '../network/suggest/policy.ts';
import { resolveFlows } from '../network/suggest/resolve.ts';
import { rulesFor } from '../network/suggest/rules.ts';
import { type Subject, subjectsOf } from '../network/suggest/subjects.ts';
import { asString, at, isObject } from '../std/value.ts';
import type { Addition } from './controls.ts';

/** Builds policies for single workloads of one world. */
export interface Fencer {
  /**
   * The policy that lets to a workload what was seen to go there; without flows its neighbours in the namespace, but for those that
   * an attacker comes to. Ports that are meant for the outside stay open. Undefined where none can be written.
   */
  policyFor(target: number, attackers: ReadonlySet<number>): Addition | undefined;
}

export function createFencer(world: World, flows: readonly SeenFlow[] | undefined): Fencer {
  const { groups } = world.places;
  const { resources } = world.inventory;
  const directory = createDirectory(resources, groups);
  const needs = flows && resolveFlows(flows, directory, []).needs;
  const subjects = subjectsOf(groups);
  const subjectOf = new Map(subjects.flatMap((subject) => subject.members.map((member) => [member, subject] as const)));
  const called = calledByServer(resources, directory);
  const taken = new Set(world.inventory.ofType('NetworkPolicy').map((one) => `${namespaceOf(one)}/${one.name}`));
  const doors = Map.groupBy(
    world.network.endpoints.filter((endpoint) => endpoint.doors.length > 0),
    ({ group }) => group,
  );
  const context = { world, directory, subjectOf, needs };
  return {
    policyFor(target, attackers) {
      const { namespace, name: workload } = groups[target]!;
      const subject = subjectOf.get(target);
      const alone = subject?.members.length === 1 && subject.selector.length > 0;
      if (!alone || namespace === 'kube-system' || called.has(target)) return undefined;
      const rules = needs ? seenRules(context, target) : neighbourRules(context, target, attackers);
      if (!rules) return undefined;
      const ingress = [...(doors.get(target) ?? []).map(doorRule), ...rules];
      const whose = ingress.length === 0 ? 'Nobody may' : 'Who may';
      const name = freeName(`allow-to-${workload}`, namespace, taken);
      taken.add(`${namespace}/${name}`);
      const text = manifestText([
        {
          name,
          namespace,
          comment: `${whose} talk to ${workload}${needs ? ', by what was seen' : ''}.`,
          selector: subject.selector,
          types: ['Ingress'],
          ingress,
          egress: [],
        },
      ]);
      const object = parseManifests(text).documents[0]?.value;
      return isObject(object) ? { op: 'create', object, text } : undefined;
    },
  };
}

interface Context {
  readonly world: World;
  readonly directory: Directory;
  readonly subjectOf: ReadonlyMap<number, Subject>;
  readonly needs: readonly Need[] | undefined;
}

function doorRule({ port }: Endpoint): SuggestedRule {
  return { comments: ['meant for the outside'], peers: [], ports: [{ protocol: 'TCP', port }] };
}

function seenRules({ world, directory, subjectOf, needs = [] }: Context, target: number): SuggestedRule[] {
  const { groups } = world.places;
  const into = needs.filter(({ to }) => to.kind === 'workload' && to.node === target);
  return rulesFor(
    into.map((need) => [need.from, need] as const),
    'from',
    {
      namespace: groups[target]!.namespace,
      subjectOf: (node) => subjectOf.get(node)!,
      hosts: directory.hosts,
      text: (peer) => peerText(peer, groups),
    },
  );
}

/** More of them are not told one by one. */
const MOST_NEIGHBOURS = 20;

function neighbourRules(
  { world, subjectOf }: Context,
  target: number,
  attackers: ReadonlySet<number>,
): SuggestedRule[] | undefined {
  const { groups } = world.places;
  const { namespace } = groups[target]!;
  const neighbours = [...groups.keys()].filter((i) => i !== target && groups[i]!.namespace === namespace);
  const friends = neighbours.filter((i) => !attackers.has(i));
  if (friends.length === neighbours.length)
    return [neighbourRule([{ kind: 'pods', namespace: undefined, selector: [] }])];
  if (friends.length > MOST_NEIGHBOURS) return undefined;
  const subjects = [...new Set(friends.flatMap((i) => subjectOf.get(i) ?? []))];
  // A selector that picks an attacker's pods as well lets it in.
  const own = subjects.filter(({ members, selector }) => selector.length > 0 && !members.some((i) => attackers.has(i)));
  if (own.length === 0) return [];
  return [neighbourRule(own.map(({ selector }) => ({ kind: 'pods', namespace: undefined, selector })))];
}

function neighbourRule(peers: readonly SuggestedPeer[]): SuggestedRule {
  return { comments: ['its neighbours'], peers, ports: [] };
}

function freeName(wanted: string, namespace: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(`${namespace}/${name}`); i++) name = `${wanted}-${i}`;
  return name;
}

const CALLED: ReadonlySet<string> = new Set([
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'APIService',
  'CustomResourceDefinition',
]);

/** Workloads that the API server calls, from where no policy can name it. */
function calledByServer(resources: readonly Resource[], directory: Directory): ReadonlySet<number> {
  const callers = resources.filter(({ type }) => CALLED.has(type));
  const services = callers.flatMap(({ object }) => [
    at(object, 'spec', 'service'),
    at(object, 'spec', 'conversion', 'webhook', 'clientConfig', 'service'),
    ...webhooksIn(object),
  ]);
  const found = services.flatMap((one) => {
    const [namespace, name] = [asString(at(one, 'namespace')), asString(at(one, 'name'))];
    const service = namespace === undefined || name === undefined ? undefined : directory.service(namespace, name);
    return service ? directory.behind(service) : [];
  });
  return new Set(found);
}

function webhooksIn(object: Resource['object']) {
  const webhooks = object['webhooks'];
  return Array.isArray(webhooks) ? webhooks.map((one) => at(one, 'clientConfig', 'service')) : [];
}
