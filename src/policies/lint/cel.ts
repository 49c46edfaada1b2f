import { checkTypes, type TypeProblem } from '../../cel/check-types.ts';
import { DYN, type Type } from '../../cel/types.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BuiltInKind } from '../../policy/kinds.ts';
import { closest } from '../../std/distance.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { celEnvironment, expressionsOf, kindsAbout, type Written } from '../cel-environment.ts';
import type { Tell } from './finding.ts';
import { tellRegex } from './variables.ts';

/** Variables, regular expressions and types of expressions. */
export function lintCel(document: JsonObject, tell: Tell): void {
  const spec = asObject(document['spec']);
  if (spec['matchConstraints'] === undefined) return;
  const written = expressionsOf(spec);
  lintNames(spec, written, tell);
  for (const { source, path } of written) for (const pattern of patternsIn(source)) tellRegex(pattern, path, tell);
  if (asList(spec['validations']).length > 0) lintTypes(document, written, tell);
}

const MENTION = /\bvariables\.(?:\?)?([A-Za-z_]\w*)/g;

function lintNames(spec: JsonObject, written: readonly Written[], tell: Tell): void {
  const declared = written.flatMap(({ name }) => name ?? []);
  const everywhere = JSON.stringify(spec);
  const read = new Set([...everywhere.matchAll(MENTION)].map((match) => match[1] ?? ''));
  for (const { source, path } of written) {
    for (const name of new Set([...source.matchAll(MENTION)].map((match) => match[1] ?? ''))) {
      if (declared.includes(name)) continue;
      const near = closest(name, declared);
      const hint = near ? `Did you mean "${near}"?` : 'Add it to spec.variables.';
      tell('unknown-variable', path, `Nothing defines the variable "${name}".`, hint);
    }
  }
  for (const { name, path } of written) {
    if (name === undefined || read.has(name)) continue;
    tell('unused-variable', [...path.slice(0, -1), 'name'], `Nothing reads the variable "${name}".`, 'Take it out.');
  }
}

/** Patterns that are written out: `x.matches('^a')`, `r"..."` as it stands. */
const PATTERN = /\.matches\(\s*(r?)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)/g;

const LONGEST = 100_000;

function patternsIn(source: string): string[] {
  if (source.length > LONGEST) return [];
  return [...source.matchAll(PATTERN)].map(([, raw, a = '', b = '']) =>
    raw ? a || b : (a || b).replaceAll(/\\(.)/g, (whole, char: string) => (`\\"'`.includes(char) ? char : whole)),
  );
}

/**
 * Mistakes that an expression has for each of the kinds that the policy is about. Kyverno does not type objects: of its
 * policies only fields that the kinds do not have are told.
 */
function lintTypes(document: JsonObject, written: readonly Written[], tell: Tell): void {
  const kinds = kindsAbout(asObject(document['spec']));
  const isTyped = asString(document['apiVersion'])?.startsWith('admissionregistration.k8s.io/') ?? false;
  if (kinds.length === 0) return;
  const found = kinds.map((kind) => problemsFor(kind, written));
  for (const [i, { path }] of written.entries()) {
    const [first = [], ...others] = found.map((all) => all[i] ?? []);
    const shared = first.filter(
      (one) =>
        (isTyped || one.message.startsWith('undefined field')) &&
        others.every((list) => list.some((two) => isSame(one, two))),
    );
    for (const { message, hint, line, column } of shared) {
      const about = kinds.map(({ kind }) => kind).join(', ');
      tell('type-error', path, `At ${line}:${column} of the expression, for ${about}: ${message}.`, hint);
    }
  }
}

function isSame(a: TypeProblem, b: TypeProblem): boolean {
  return a.at === b.at && a.message === b.message;
}

/** The mistakes of each expression; variables have the types of their expressions. */
function problemsFor(kind: BuiltInKind, written: readonly Written[]): (readonly TypeProblem[])[] {
  const variables = new Map<string, Type>();
  for (const { name } of written) if (name !== undefined) variables.set(name, DYN);
  const environment = celEnvironment(kind, variables);
  return written.map(({ source, name }) => {
    const checked = checkTypes(source, environment);
    if (name !== undefined && checked.problems.length === 0) variables.set(name, checked.type);
    return checked.problems;
  });
}
