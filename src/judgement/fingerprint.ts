import type { Json, Path } from '../model/json.ts';
import type { RawFinding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { digest } from '../std/hash.ts';
import { at, isObject } from '../std/value.ts';

/**
 * Identity of a finding across runs: rule, object, file and the path with list items by name, so that moved lines,
 * reordered containers and edits elsewhere do not change it.
 */
export function fingerprint({ check, resource, violation }: RawFinding): string {
  return digest(`["${check.id}",${subjectOf(resource)},${namedPath(resource.object, violation.path)}]`);
}

/** The last resource asked about: its findings come one after the other. */
let last: { readonly resource: Resource; readonly subject: string } | undefined;

function subjectOf(resource: Resource): string {
  if (last?.resource === resource) return last.subject;
  const { apiVersion, kind, namespace, name, origin } = resource;
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
  const subject = JSON.stringify([origin.file, group, kind, namespace, name]).slice(1, -1);
  last = { resource, subject };
  return subject;
}

/** The path as JSON. */
function namedPath(object: Json, path: Path): string {
  let json = '[';
  let here: Json | undefined = object;
  for (const step of path) {
    here = at(here, step);
    if (json.length > 1) json += ',';
    json += typeof step === 'string' ? quoted(step) : itemName(here, step);
  }
  return `${json}]`;
}

function itemName(item: Json | undefined, step: number): string {
  const name = isObject(item) ? item['name'] : item;
  return typeof name === 'string' ? JSON.stringify(`=${name}`) : String(step);
}

const PLAIN = /^[\w./-]*$/;

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
