import type { Holder, Reason } from '../access/authorizer/authorizer.ts';
import { DEFAULT_ROLES } from '../access/authorizer/defaults.ts';
import type { Right } from '../access/authorizer/rights.ts';
import { splitAccountName } from '../access/authorizer/users.ts';
import { createPen, type Pen } from '../formats/terminal/pen.ts';
import { subjectName } from '../formats/words.ts';
import type { RenderOptions } from '../model/format.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asObject, asStrings, at } from '../std/value.ts';
import { count, createPaint, padEnd, printable, wrap } from '../std/text.ts';

/* Answers about rights, for people. Each text ends with a line break. */

export function penFor(options: RenderOptions): Pen {
  return createPen(createPaint(options.color), options);
}

/** Each binding and rule by which something is allowed, with the lines that say so. */
export function reasonLines(reasons: readonly Reason[], pen: Pen): string[] {
  return reasons.flatMap(({ given, subject, owned }) => {
    const { role } = given.known;
    const rows: [string, string][] = [
      [`${objectName(given.binding)} names ${holderName(subject)}`, placeOf(given.binding, subject.path, pen)],
      [
        `${objectName(role.resource)}: ${ruleText(owned.owner.resource, owned.rule.path)}`,
        placeOf(owned.owner.resource, owned.rule.path, pen),
      ],
    ];
    if (owned.owner !== role) rows.push([`aggregated from ${objectName(owned.owner.resource)}`, '']);
    return rows.map(([text, place], i) => line(`${i === 0 ? '  ' : '    → '}${printable(text)}`, place));
  });
}

export function holderLines(holders: readonly Holder[], pen: Pen): string[] {
  const rows = holders.map(({ reasons, ...holder }) => ({ name: holderName(holder), reasons })).sort(byName);
  return rows.flatMap(({ name, reasons }) => [
    `  ${pen.paint(printable(name), 'bold')}`,
    ...reasons.map(({ given, subject }) => {
      const scope = given.namespace ? ` in ${given.namespace}` : '';
      const text = `${objectName(given.binding)} → ${objectName(given.known.role.resource)}${scope}`;
      return line(`    ${printable(text)}`, placeOf(given.binding, subject.path, pen));
    }),
  ]);
}

/** Rights with equal verbs on one line, by scope. */
export function rightLines(rights: readonly Right[], pen: Pen): string[] {
  const lines: string[] = [];
  for (const [namespace, members] of Map.groupBy(rights, (right) => right.namespace)) {
    lines.push(`  ${pen.paint(namespace ? `in ${printable(namespace)}` : 'in the whole cluster', 'bold')}`);
    const rows = [...Map.groupBy(members, ({ verbs, names }) => JSON.stringify([verbs, names])).values()];
    const width = Math.min(40, Math.max(...rows.map(([right]) => right!.verbs.join(', ').length)));
    for (const row of rows) {
      const { verbs, names } = row[0]!;
      const named = names.length > 0 ? ` named ${names.join(', ')}` : '';
      const what = `${row.map(({ resource }) => resource).join(', ')}${named}`;
      const head = padEnd(printable(verbs.join(', ')), width);
      const hang = ' '.repeat(width);
      const wrapped = wrap(printable(what), Math.max(30, pen.width - width - 6));
      lines.push(...wrapped.map((text, i) => `    ${i === 0 ? head : hang}  ${text}`));
    }
  }
  return lines;
}

function line(text: string, place: string): string {
  return place ? `${text}  ${place}` : text;
}

function placeOf(resource: Resource, path: Path, pen: Pen): string {
  if (resource.origin.file === DEFAULT_ROLES) return pen.paint('built in', 'dim');
  return pen.place(resource.origin.locate(path));
}

export function objectName({ kind, namespace, name, apiVersion }: Resource): string {
  return subjectName({ kind, namespace, name, apiVersion });
}

/** `ServiceAccount shop/web`, `User alice`, `Group devs`. */
export function holderName({ kind, name }: Pick<Holder, 'kind' | 'name'>): string {
  if (kind === 'group') return `Group ${name}`;
  const account = splitAccountName(name);
  return account ? `ServiceAccount ${account.namespace}/${account.name}` : `User ${name}`;
}

/** `get, list secrets, pods named db`. */
function ruleText(resource: Resource, path: Path): string {
  const rule = asObject(at(resource.object, ...path));
  const list = (key: string) => asStrings(rule[key]);
  const what = [...list('resources'), ...list('nonResourceURLs')];
  const groups = list('apiGroups').filter((group) => group !== '');
  const names = list('resourceNames');
  const parts = [
    `${list('verbs').join(', ')} ${what.join(', ')}`,
    groups.length > 0 && `of ${groups.join(', ')}`,
    names.length > 0 && `named ${names.join(', ')}`,
  ];
  return parts.filter(Boolean).join(' ');
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** `3 subjects`, and where there are none the word for it. */
export function holderCount(holders: readonly Holder[]): string {
  return holders.length === 0 ? 'nobody' : count(holders.length, 'subject');
}
