import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { ownedBy } from '../../kubernetes/owners.ts';
import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { analysedBoth } from '../../scan/network.ts';
import { readTextFile } from '../../sources/files/read.ts';
import { readManifestText } from '../../sources/manifest/read.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { checked, type NetworkFlags, read, tellChanges, wishOf } from './network-run.ts';

export interface WhatIfFlags extends NetworkFlags {
  readonly file?: readonly string[];
  readonly delete?: readonly string[];
  readonly failOn?: 'added' | 'removed';
}

/** `castellan network what-if`: the connections that objects would add, remove and change, without applying them. */
export async function runWhatIf(targets: readonly string[], flags: WhatIfFlags, version: string): Promise<number> {
  if (!flags.file?.length && !flags.delete?.length) {
    throw new UserError('bad-option', 'There is no change to look at.', {
      hint: 'Name files of new or changed objects with -f, and objects that go with --delete networkpolicy/shop/web.',
    });
  }
  const source = await read(targets, flags, version);
  const fresh = (flags.file ?? []).map(readObjects);
  const without = (flags.delete ?? []).reduce(deleted, source.resources);
  const resources = fresh.flatMap((one) => one.resources).reduce(replaced, without);
  const gaps = [...source.gaps, ...fresh.flatMap((one) => one.gaps)];
  const { before, after } = analysedBoth(source, { resources, gaps }, wishOf(flags));
  return tellChanges(checked(before), checked(after), flags, after.gaps);
}

/** @throws UserError where the file can't be read or holds no object. */
function readObjects(file: string): { readonly resources: readonly Resource[]; readonly gaps: readonly Gap[] } {
  const read = readTextFile(file, file);
  if ('gap' in read) throw new UserError('not-found', read.gap.message, { place: { file } });
  const { resources, gaps } = readManifestText(file, read.text);
  if (resources.length > 0) return { resources, gaps };
  throw new UserError('bad-option', `${file} holds no Kubernetes object.`, {
    hint: gaps[0]?.message ?? 'Give manifests in YAML or JSON.',
  });
}

function keyOf(resource: Resource): string {
  return `${resource.type} ${namespaceOf(resource)}/${resource.name}`;
}

function replaced(resources: readonly Resource[], fresh: Resource): readonly Resource[] {
  const old = resources.find((one) => keyOf(one) === keyOf(fresh));
  return [...(old ? withoutOwned(resources, old) : resources), fresh];
}

/** @throws UserError where there is no such object. */
function deleted(resources: readonly Resource[], text: string): readonly Resource[] {
  const [kind = '', ...rest] = text.split('/');
  const [name = '', namespace] = rest.toReversed();
  const short = SHORT[kind.toLowerCase()] ?? kind;
  const isMeant = (one: Resource) =>
    one.kind.toLowerCase() === short.toLowerCase() &&
    one.name === name &&
    (namespace === undefined || namespaceOf(one) === namespace);
  const found = resources.filter(isMeant);
  if (found.length === 1) return withoutOwned(resources, found[0]!);
  const names = resources.map((one) => `${one.kind}/${namespaceOf(one)}/${one.name}`);
  const near = closest([short, ...rest].join('/'), names);
  throw new UserError(
    'not-found',
    found.length > 1 ? `${text} is not the only one of its name.` : `There is no ${text}.`,
    {
      hint:
        found.length > 1
          ? `Name its namespace: ${kind}/${namespaceOf(found[0]!)}/${name}.`
          : near
            ? `Did you mean ${near}?`
            : 'Name it like networkpolicy/shop/web.',
    },
  );
}

/** Names of kubectl for kinds that change who can talk to whom. */
const SHORT: Readonly<Record<string, string>> = {
  netpol: 'NetworkPolicy',
  anp: 'AdminNetworkPolicy',
  banp: 'BaselineAdminNetworkPolicy',
  cnp: 'CiliumNetworkPolicy',
  ccnp: 'CiliumClusterwideNetworkPolicy',
  deploy: 'Deployment',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  po: 'Pod',
  ns: 'Namespace',
  svc: 'Service',
  ing: 'Ingress',
};

/** Without the object and what it owns: pods of a changed template are other pods. */
function withoutOwned(resources: readonly Resource[], gone: Resource): readonly Resource[] {
  const owned = ownedBy(resources, [gone]);
  return resources.filter((one) => one !== gone && !owned.has(one));
}
