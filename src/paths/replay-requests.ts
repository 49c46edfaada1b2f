import { accountOf } from '../access/accounts.ts';
import type { Reason } from '../access/authorizer/authorizer.ts';
import { indexRules, questionOf, rulesAllow } from '../access/authorizer/rule-index.ts';
import { accountUserName, userNamed } from '../access/authorizer/users.ts';
import type { Used } from '../access/tighten/usage.ts';
import { mountsToken, type Pod } from '../edges/world-pods.ts';
import type { World } from '../edges/world.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import type { Resource } from '../model/resource.ts';
import { asString, at } from '../std/value.ts';
import type { Control } from './controls.ts';
import type { Part } from './replay.ts';

interface Explained {
  readonly one: Used;
  /** Every binding and rule that allows it. */
  readonly reasons: readonly Reason[];
}

export interface RequestReplay {
  /** Undefined where none of the changes is about rights. */
  of(controls: readonly Control[]): Part<Used> | undefined;
  /** The same of any change, by the world after it. */
  after(world: World): Part<Used>;
  readonly known: number;
}

/**
 * Keeps every recorded request with all reasons that allow it: changes deny it exactly where they take away each of them. What
 * other authorizers allow (kubelets, webhooks) and what system:masters may no change of roles takes away.
 */
export function createRequestReplay(world: World, used: readonly Used[]): RequestReplay {
  const { authorizer } = world;
  const explained: Explained[] = [];
  const byObject = new Map<Resource, Set<Explained>>();
  const byUser = Map.groupBy(used, ({ user }) => user.name);
  for (const one of used) {
    if (authorizer.isMaster(one.user)) continue;
    const reasons = authorizer.why(one.user, one.request).flatMap(everyMention);
    if (reasons.length === 0) continue;
    const entry = { one, reasons };
    explained.push(entry);
    for (const { given, owned } of reasons) {
      for (const object of [given.binding, owned.owner.resource]) {
        const list = byObject.get(object);
        if (list) list.add(entry);
        else byObject.set(object, new Set([entry]));
      }
    }
  }
  return {
    known: explained.length,
    after: (other) =>
      deniedAfter(
        world,
        other,
        explained.map(({ one }) => one),
      ),
    of(controls) {
      const rights = controls.filter(({ resource }) => /Role/.test(resource.type));
      const tokens = controls.filter(takesToken);
      if (rights.length === 0 && tokens.length === 0) return undefined;
      const touched = new Set(rights.flatMap(({ resource }) => [...(byObject.get(resource) ?? [])]));
      const denied = [...touched].filter(({ one, reasons }) =>
        reasons.every(
          (reason) => rights.some((control) => removes(control, reason)) || narrows(rights, reason, one.request),
        ),
      );
      const mute = tokens.map((control) => silenced(world, control, byUser));
      const lost = new Set([...denied.map(({ one }) => one), ...mute.flatMap((part) => part.lost)]);
      const certain = denied.length > 0 || mute.some(({ verdict }) => verdict === 'breaks');
      return { verdict: certain ? 'breaks' : lost.size > 0 ? 'may-break' : 'safe', lost: [...lost] };
    },
  };
}

/** A binding may name the same subject twice: a reason for each. */
function everyMention(reason: Reason): Reason[] {
  const { given, subject } = reason;
  return given.subjects
    .filter(({ kind, name }) => kind === subject.kind && name === subject.name)
    .map((mention) => ({ ...reason, subject: mention }));
}

/** Whether a change takes away what one binding and one rule of it give. */
function removes({ resource, change, path }: Control, { given, subject, owned }: Reason): boolean {
  if (change === 'delete') return resource === given.binding || resource === owned.owner.resource;
  const [list, index] = path;
  if (list === 'subjects') return resource === given.binding && subject.path[1] === index;
  return list === 'rules' && path.length === 2 && resource === owned.owner.resource && owned.rule.path[1] === index;
}

/** Whether a rule without the items that changes take out of it no longer allows a request. */
function narrows(controls: readonly Control[], { owned }: Reason, request: Used['request']): boolean {
  const { rule, owner } = owned;
  const [, index] = rule.path;
  const items = controls.filter(
    ({ resource, path }) => resource === owner.resource && path.length === 4 && path[1] === index,
  );
  if (items.length === 0) return false;
  const gone = (list: string) =>
    new Set(items.flatMap(({ path }) => (path[2] === list ? [asString(at(owner.resource.object, ...path))] : [])));
  const [resources, verbs] = [gone('resources'), gone('verbs')];
  const rest = {
    ...rule,
    resources: rule.resources.filter((one) => !resources.has(one)),
    verbs: rule.verbs.filter((one) => !verbs.has(one)),
  };
  return !rulesAllow(indexRules([{ owner, rule: rest }]), questionOf(request));
}

function takesToken({ change }: Control): boolean {
  return change !== 'delete' && change.op === 'set' && change.path.at(-1) === 'automountServiceAccountToken';
}

/** Requests of the account of a workload that gets no token any more; they may be others' where other pods keep one. */
function silenced(world: World, { resource }: Control, byUser: ReadonlyMap<string, readonly Used[]>): Part<Used> {
  const view = workloadOf(resource);
  if (!view) return { verdict: 'safe', lost: [] };
  const { namespace, name } = accountOf(view);
  const lost = byUser.get(accountUserName(namespace, name)) ?? [];
  if (lost.length === 0) return { verdict: 'safe', lost };
  const shared = world.places.podsIn(namespace).some((pod) => {
    const isOwn = pod.resource === resource || pod.owner === resource;
    return !isOwn && pod.account.name === name && mountsToken(world, pod);
  });
  return { verdict: shared ? 'may-break' : 'breaks', lost };
}

/**
 * Requests of accounts are asked again as what the pods that made them hold after the change, which may be another account;
 * those of everybody else, and of pods that are gone, as who made them.
 */
function deniedAfter(before: World, after: World, used: readonly Used[]): Part<Used> {
  const holders = Map.groupBy(
    before.places.pods.filter((pod) => mountsToken(before, pod)),
    (pod) => userOf(pod),
  );
  const left = new Map(after.places.pods.map((pod) => [pod.name, pod]));
  const certain: Used[] = [];
  const possible: Used[] = [];
  for (const one of used) {
    const pods = (holders.get(one.user.name) ?? []).flatMap(({ name }) => left.get(name) ?? []);
    const denied = pods.filter((pod) => !mountsToken(after, pod) || !can(after, userOf(pod), one));
    if (pods.length === 0 ? !can(after, one.user.name, one) : denied.length === pods.length) certain.push(one);
    else if (denied.length > 0) possible.push(one);
  }
  const verdict = certain.length > 0 ? 'breaks' : possible.length > 0 ? 'may-break' : 'safe';
  return { verdict, lost: [...certain, ...possible] };
}

function userOf({ account: { namespace, name } }: Pod): string {
  return accountUserName(namespace, name);
}

function can({ authorizer }: World, name: string, { user, request }: Used): boolean {
  return authorizer.can(name === user.name ? user : userNamed(name), request);
}
