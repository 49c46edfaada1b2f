import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString } from '../std/value.ts';
import { hasUnknown, isUnknown, unknownText } from './value.ts';

/* How resources of Terraform speak of each other: by reference where a value is only known later, by name where it is known. */

/** Attributes by which others name a resource. */
const NAMES = ['name', 'cluster_name', 'id', 'arn', 'email', 'account_id', 'self_link', 'unique_id', 'principal_id'];

/**
 * Whether a value of `from` means the resource `to`; undefined where it can't be told (a variable of the module, another
 * module's output).
 */
export function refersTo(from: Resource, value: Json | undefined, to: Resource): boolean | undefined {
  if (Array.isArray(value)) return anyOf(value.map((item) => refersTo(from, item, to)));
  const text = unknownText(value);
  if (text === undefined) return namesIt(asString(value), to);
  if (mentions(text, localAddress(to))) return moduleOf(from) === moduleOf(to);
  return isReference(text) ? false : undefined;
}

/** The resources of a type that a value means. */
export function referred(
  inventory: Inventory,
  from: Resource,
  value: Json | undefined,
  type: string,
): readonly Resource[] {
  if (value === undefined) return [];
  return inventory.ofType(type).filter((to) => refersTo(from, value, to) === true);
}

/** Resources of a type one of whose attributes means the resource, or may mean it. */
export function referringTo(
  inventory: Inventory,
  to: Resource,
  type: string,
  attribute: string,
): { readonly sure: readonly Resource[]; readonly possible: readonly Resource[] } {
  const all = inventory.ofType(type).map((from) => ({ from, means: refersTo(from, from.object[attribute], to) }));
  return {
    sure: all.filter(({ means }) => means === true).map(({ from }) => from),
    possible: all.filter(({ means }) => means === undefined).map(({ from }) => from),
  };
}

/** Whether a list may hold more than what is written. */
export function isOpenList(value: Json | undefined): boolean {
  return isUnknown(value) || (Array.isArray(value) && hasUnknown(asList(value) as Json[]));
}

/** Whether an expression mentions an address: as a whole word, not as a part of a longer one. */
export function mentions(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1)) {
    if (!/[\w.-]/.test(text[at - 1] ?? ' ') && !/[\w-]/.test(text[at + address.length] ?? ' ')) return true;
  }
  return false;
}

/** `aws_iam_role.node` of `module.eks.aws_iam_role.node["a"]`. */
export function localAddress({ name, type }: Resource): string {
  const start = startOf(name, type);
  const bracket = name.indexOf('[', start);
  return bracket < 0 ? name.slice(start) : name.slice(start, bracket);
}

function moduleOf({ name, type }: Resource): string {
  return name.slice(0, startOf(name, type));
}

function startOf(name: string, type: string): number {
  const start = name.lastIndexOf(`${type}.`);
  return start < 0 ? 0 : start;
}

function namesIt(value: string | undefined, to: Resource): boolean {
  if (value === undefined || value === '') return false;
  const names = NAMES.map((key) => asString(to.object[key])).filter((name) => name !== undefined && name !== '');
  return names.some((name) => value === name || value.endsWith(`/${name}`) || value.endsWith(`:${name}`));
}

/** A text that says which resource it means, unlike `var.x`, `local.x`, `module.x.y` and `each.value`. */
function isReference(text: string): boolean {
  return !/(^|[^\w.])(var|local|module|each|count|self)\./.test(text);
}

function anyOf(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}
