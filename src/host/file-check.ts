import { defineCheck, type Check, type Parameters, type Violation } from '../model/check.ts';
import type { Resource } from '../model/resource.ts';
import { asStrings } from '../std/value.ts';
import type { FileRole } from './evidence.ts';
import { factsOf, HOST_TYPES } from './facts.ts';
import { modeIn, type HostFile } from './types.ts';

type Sentences<P extends Parameters> = Omit<Check<P>, 'types' | 'find' | 'parameters' | 'applies' | 'unsure'>;

interface FileCheck<P extends Parameters> extends Sentences<P> {
  readonly roles: readonly FileRole[];
  /** What a file of these roles is called where the evidence gives no path. */
  readonly called: string;
}

/** `mode`: the widest that is fine; `managed`: the same on nodes of EKS, GKE and AKS, whose kubeconfigs hold no key. */
type ModeParameters = { readonly mode: string; readonly managed?: string };
type OwnerParameters = { readonly owners: string[] };

const MANAGED = new Set(['eks', 'gke', 'aks']);

/** Files of these roles must not be open wider than `mode`. */
export function permissionCheck(
  check: FileCheck<ModeParameters> & { readonly mode: string; readonly managed?: string },
): Check<ModeParameters> {
  const { roles, called, mode, managed, ...sentences } = check;
  return defineCheck<ModeParameters>({
    ...sentences,
    types: HOST_TYPES,
    parameters: managed === undefined ? { mode } : { mode, managed },
    applies: has(roles),
    unsure: without(roles, called, 'mode'),
    find(resource, _scope, parameters): Violation[] {
      const facts = factsOf(resource);
      const demanded = (MANAGED.has(facts.distribution) && parameters.managed) || parameters.mode;
      const widest = modeIn(demanded) ?? 0o600;
      const found: Violation[] = [];
      for (const file of facts.files) {
        if (!isOf(file, roles) || file.mode === undefined || !tooOpen(file.mode, widest)) continue;
        const message = `${file.file || called} has mode ${octal(file.mode)} where ${octal(widest)} is enough`;
        const severity = (file.mode & 0o002) !== 0 ? { severity: 'high' as const } : {};
        found.push({ path: [...file.path, 'mode'], message, ...severity });
      }
      return found;
    },
  });
}

/** Files of these roles must belong to one of the `owners` (`user:group`). */
export function ownerCheck(
  check: FileCheck<OwnerParameters> & { readonly owners?: readonly string[] },
): Check<OwnerParameters> {
  const { roles, called, owners = ['root:root'], ...sentences } = check;
  return defineCheck<OwnerParameters>({
    ...sentences,
    types: HOST_TYPES,
    parameters: { owners: [...owners] },
    applies: has(roles),
    unsure: without(roles, called, 'user'),
    find(resource, _scope, parameters): Violation[] {
      const allowed = asStrings(parameters.owners);
      const found: Violation[] = [];
      for (const file of factsOf(resource).files) {
        if (!isOf(file, roles) || file.user === undefined || file.group === undefined) continue;
        const owner = `${file.user}:${file.group}`;
        if (allowed.includes(owner)) continue;
        const message = `${file.file || called} belongs to ${owner}, not to ${allowed.join(' or ')}`;
        found.push({ path: [...file.path, 'user'], message });
      }
      return found;
    },
  });
}

/** Group and others may have no bit more than the limit; the owner's digit and the special bits no more than it. */
export function tooOpen(mode: number, widest: number): boolean {
  const permissions = mode & 0o7777;
  return (permissions & 0o077 & ~widest) !== 0 || permissions > widest;
}

export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}

function isOf(file: HostFile, roles: readonly string[]): boolean {
  return roles.includes(file.role);
}

/** Collectors write an empty entry for each file that a node does not have. */
function isSeen({ file, mode, user }: HostFile): boolean {
  return Boolean(file) || mode !== undefined || user !== undefined;
}

function has(roles: readonly string[]): (resource: Resource) => boolean {
  return (resource) => factsOf(resource).files.some((file) => isOf(file, roles) && isSeen(file));
}

/** Evidence that names a file without the fact that is asked for. Some collectors give mode and owner in entries of their own. */
function without(roles: readonly string[], called: string, fact: 'mode' | 'user') {
  return (resource: Resource): string | undefined => {
    const seen = factsOf(resource).files.filter((file) => isOf(file, roles) && isSeen(file));
    const told = new Set(seen.filter((file) => file[fact] !== undefined).map(({ file }) => file));
    const silent = seen.find(({ file }) => !told.has(file));
    return silent && `the evidence does not give the ${fact === 'mode' ? 'mode' : 'owner'} of ${silent.file || called}`;
  };
}
