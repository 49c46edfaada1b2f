import type { Json } from '../../model/json.ts';
import type { Resource, TextOrigin } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { isStub, saidInFile } from './hidden.ts';
import { COMPONENT_NAMES, type Change, type Component, type Flag } from './types.ts';

/*
 * A flags file (a systemd unit, an environment file, a list of arguments) as an object of `castellan.dev/v1`:
 *
 *   metadata: {name}, component          the program, `kube-apiserver`
 *   complete                             no other file adds flags: one that is missing here has its default
 *   flags: [{name, value?}]              without value: `--flag` alone
 */

/** The component of a resource of type `ComponentFlags`. */
export function fileComponents(resource: Resource): Component[] {
  const name = COMPONENT_NAMES.find((known) => known === resource.object['component']);
  if (!name) return [];
  const complete = resource.object['complete'] === true;
  const flags = asList(resource.object['flags']).flatMap((entry, i) => fileFlag(resource, entry, i));
  return [
    {
      name,
      resource,
      form: 'arguments',
      where: '',
      flags,
      hidden: (flag) => !complete || isStub(name, flags) || saidInFile(name, flags, flag),
      slot: (flag) => ({ path: ['flags', flag], title: `--${flag}` }),
    },
  ];
}

function fileFlag(resource: Resource, entry: Json, index: number): Flag[] {
  const name = asString(at(entry, 'name'));
  const value = asString(at(entry, 'value'));
  if (name === undefined) return [];
  const flag = { name, value: value ?? 'true', bare: value === undefined, path: ['flags', index], title: `--${name}` };
  return [{ ...flag, ...inText(resource, flag) }];
}

/** Changes where the text of the flag is just `--flag=value`; other forms (variables, arguments of k3s) are left to people. */
function inText({ origin }: Resource, { name, path }: Pick<Flag, 'name' | 'path'>): Pick<Flag, 'rewrite' | 'drop'> {
  if (!isTextOrigin(origin)) return {};
  const span = origin.span(path);
  if (!span || !origin.text.slice(span.start, span.end).startsWith(`--${name}`)) return {};
  const change = (text: string): Change => ({ edits: [], text: [{ ...span, text }] });
  return { rewrite: (value) => change(`--${name}=${value}`), drop: change('') };
}

function isTextOrigin(origin: object): origin is TextOrigin {
  return 'span' in origin && 'text' in origin;
}
