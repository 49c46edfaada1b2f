import type { Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Report } from '../model/report.ts';

/* Which lines of a file may hold a secret, and how such a line is shown. When in doubt the value is hidden. */

export const MASK = '********';

const SECRET_WORD = 'password|passwd|passphrase|secret|credential|token|api[_-]?key|private[_-]?key|access[_-]?key';
// A rule about the key that encrypts a cluster's secrets speaks of a setting.
const SECRET_RULE = /secret(?!s-without-kms-key)|credential|password|private-key|api-key/;

/** Whether a finding speaks of a secret, so that nothing around it may be shown. What a role may do with Secrets is none. */
export function isSensitive({ category, rule, subject }: Finding): boolean {
  return category === 'secrets' || subject.kind === 'Secret' || (category !== 'access' && SECRET_RULE.test(rule));
}

/** The line with its values hidden: what stands after the first `:` or `=`, or all of it where there is no key. */
export function redactLine(line: string): string {
  if (line.trim() === '' || HARMLESS.test(line) || HARMLESS_INSTRUCTION.test(line)) return line;
  const item = ITEM.exec(line);
  if (item) return `${item[0]} ${MASK}`;
  const key = KEY.exec(line);
  if (!key) return `${/^\s*(?:- +)*/.exec(line)?.[0] ?? ''}${MASK}`;
  const rest = line.slice(key[0].length);
  return rest.trim() === '' ? line : `${key[0]}${rest.startsWith(' ') ? ' ' : ''}${MASK}`;
}

// Keys that name things. Strict: nothing else may stand on the line.
const HARMLESS =
  /^\s*(?:- +)?(?:"?(?:name|kind|apiVersion|namespace|metadata|spec|data|stringData|env|type|image|mountPath)"?: *"?[\w./:@-]{0,253}"?,?|\{(?:name|mountPath): [\w./-]{1,253}(?:, (?:name|mountPath): [\w./-]{1,253})?\}|---|[{}[\],]+)\s*$/;
const HARMLESS_INSTRUCTION = /^\s*(?:FROM|USER|WORKDIR|EXPOSE)\s[\w\s./:@-]{1,253}$/;
// `{name: DB_PASSWORD, value: …}`: the name is no secret.
const ITEM = /^\s*(?:- +)?\{ ?name: [\w.-]{1,253}, value:(?=\s)/;
// `=` ends a key only where a value follows at once, since base64 ends with it.
const KEY =
  /^\s*(?:- +)*(?:(?:ENV|ARG|LABEL|RUN|export) +)?[[{"'-]{0,6}[A-Za-z_][\w./-]{0,80}["']?(?:\s?:(?=\s|$|\S)|=(?=["']?\w))/;

/** Lines of a file (from 1) whose values must not be shown, from what findings say and from the text itself. */
export function sensitiveLines(lines: readonly string[], places: readonly Place[]): ReadonlySet<number> {
  const sensitive = new Set<number>();
  for (const place of places) markBlock(lines, place, sensitive);
  markSecretDocuments(lines, sensitive);
  lines.forEach((line, i) => {
    if (namesSecret(line) || (VALUE.test(line) && SECRET_NAME.test(lines[i - 1] ?? ''))) sensitive.add(i + 1);
  });
  markPrivateKeys(lines, sensitive);
  return sensitive;
}

const VALUE = /^\s*(?:- +)?["']?(?:value|default)["']?\s*:/;
const SECRET_NAME = new RegExp(`name["']?\\s{0,20}:\\s{0,20}["']?[\\w.-]{0,80}?(?:${SECRET_WORD})`, 'i');
// A key that names a secret, anywhere in the line, then its value. A bare `:` counts only before a space, as in YAML.
const SECRET_KEY = new RegExp(
  `(?:${SECRET_WORD})([\\w.-]{0,80})(?:["']?\\s{0,20}=|["']\\s{0,20}:|\\s{0,20}:(?=\\s))\\s{0,20}(\\S{1,40})`,
  'gi',
);
const NAME_OF_SECRET = /(?:name|ref|path|file|dir|mode|type|policy|namespace|key|seconds)s?$/i;
// `http_tokens` of a machine's metadata service is `required` or `optional`.
const PLAIN_VALUE = /^(?:true|false|null|~|"required"|"optional"|[\d.]+|[|>][+-]?|[{[]|""|'')?,?$/;
const SECRET_ITEM = new RegExp(`${SECRET_NAME.source}.{0,200}?value["']?\\s{0,20}:`, 'i');
// Passwords in URLs, and the shapes of well-known tokens.
const TOKEN =
  /:\/\/[^\s/:@]{0,100}:[^\s/@]{1,200}@|\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{20}|github_pat_\w{20}|glpat-[\w-]{16}|xox[abprs]-[\w-]{10}|sk_live_\w{10}|eyJ[\w-]{10,500}\.eyJ)/;

function namesSecret(line: string): boolean {
  if (TOKEN.test(line) || SECRET_ITEM.test(line)) return true;
  return line
    .matchAll(SECRET_KEY)
    .some(([, rest = '', value = '']) => !NAME_OF_SECRET.test(rest) && !PLAIN_VALUE.test(value));
}

/** The place's lines and what is nested under them. */
function markBlock(lines: readonly string[], place: Place, into: Set<number>): void {
  const indent = indentOf(lines[place.line - 1] ?? '');
  for (let n = place.line; n <= lines.length; n++) {
    const line = lines[n - 1] ?? '';
    if (n > place.endLine && line.trim() !== '' && indentOf(line) <= indent) return;
    into.add(n);
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Every line of a YAML document that holds a Secret. */
function markSecretDocuments(lines: readonly string[], into: Set<number>): void {
  let start = 0;
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && !/^---(?:\s|$)/.test(lines[end] ?? '')) continue;
    const isSecret = lines.slice(start, end).some((line) => /\bkind["']?\s*:\s*["']?Secret(?![\w-])/.test(line));
    if (isSecret) for (let n = start + 1; n <= end; n++) into.add(n);
    start = end;
  }
}

function markPrivateKeys(lines: readonly string[], into: Set<number>): void {
  let inside = false;
  lines.forEach((line, i) => {
    if (/-----BEGIN [A-Z ]*PRIVATE KEY/.test(line)) inside = true;
    if (inside) into.add(i + 1);
    if (/-----END [A-Z ]*PRIVATE KEY/.test(line)) inside = false;
  });
}

/** Places that findings say are about secrets, by file. */
export function sensitivePlaces(report: Report): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  const findings = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  for (const finding of findings.filter(isSensitive)) {
    for (const { place } of [finding, ...finding.others, ...finding.evidence]) {
      const list = places.get(place.file);
      if (list) list.push(place);
      else places.set(place.file, [place]);
    }
  }
  return places;
}
