import { RE2JS, RE2JSException } from 're2js';
import { FunctionFailure } from '../error.ts';
import type { Run } from '../run.ts';

/* Package `regexp` of Go: what RE2 refuses is refused, and no pattern takes more than linear time. */

const LONGEST = 10_000;
const MOST_KNOWN = 1_000;
const known = new Map<string, RE2JS>();

/** @throws FunctionFailure for what is no pattern of RE2. */
export function compileRegexp(pattern: string): RE2JS {
  let regexp = known.get(pattern);
  if (!regexp) {
    if (known.size >= MOST_KNOWN) known.clear();
    regexp = compile(pattern);
    known.set(pattern, regexp);
  }
  return regexp;
}

function compile(pattern: string): RE2JS {
  if (pattern.length > LONGEST) throw new FunctionFailure(`a pattern of more than ${LONGEST} characters`, 'too-large');
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) throw new FunctionFailure(error.message);
    throw error;
  }
}

/** `Regexp.ReplaceAll`: the template may name groups, `$1`, `${name}`. */
export function replaceRegexp(pattern: string, text: string, template: string, run: Run): string {
  const regexp = compileRegexp(pattern);
  const names = regexp.namedGroups();
  const parts = readTemplate(template, names, regexp.groupCount());
  return replaceEach(
    regexp,
    text,
    (group) => parts.map((part) => (typeof part === 'string' ? part : group(part))).join(''),
    run,
  );
}

/** `Regexp.ReplaceAllLiteral`. */
export function replaceRegexpLiteral(pattern: string, text: string, by: string, run: Run): string {
  return replaceEach(compileRegexp(pattern), text, () => by, run);
}

function replaceEach(regexp: RE2JS, text: string, by: (group: (index: number) => string) => string, run: Run): string {
  const matcher = regexp.matcher(text);
  const group = (index: number) => matcher.group(index) ?? '';
  let result = '';
  let copied = 0;
  for (let from = 0; from <= text.length && matcher.find(from);) {
    const [start, end] = [matcher.start(), matcher.end()];
    run.spend(1);
    result += text.slice(copied, start);
    // An empty match right after another is none.
    if (end > copied || start === 0) result = run.text(result + by(group));
    copied = end;
    from = Math.max(end, from + width(text, from));
  }
  return run.text(result + text.slice(copied));
}

function width(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** Texts, and numbers of groups; a name that no group has is an empty text. */
function readTemplate(template: string, names: Readonly<Record<string, number>>, groups: number): (string | number)[] {
  const parts: (string | number)[] = [];
  let copied = 0;
  for (const match of template.matchAll(REFERENCE)) {
    parts.push(template.slice(copied, match.index));
    copied = match.index + match[0].length;
    parts.push(match[1] ?? groupOf(match[2] ?? match[3] ?? '', names, groups));
  }
  parts.push(template.slice(copied));
  return parts;
}

function groupOf(name: string, names: Readonly<Record<string, number>>, groups: number): string | number {
  if (!/^\d+$/.test(name)) return Object.hasOwn(names, name) ? names[name]! : '';
  return Number(name) <= groups && !/^0\d/.test(name) ? Number(name) : '';
}
