import type { Report } from '../model/report.ts';
import { SAMPLE } from './sample.ts';

/* Reports whose names and messages are written by an attacker. Test support. */

/** What people do not choose: everything else comes from scanned files. */
const TRUSTED = new Set([
  'schema',
  'tool',
  'rules',
  'rule',
  'covers',
  'category',
  'severity',
  'code',
  'verdict',
  'failOn',
  'status',
  'fingerprint',
  'until',
  'frameworks',
  'profile',
  'kubernetes',
  'edits',
]);

/** Each is put before every untrusted text of the report. */
export const PAYLOADS: readonly string[] = [
  '\u001b[2J\u001b]0;owned\u0007',
  '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
  '\u009b31m\u0000\u0008',
  '\u202egnp.exe\u2066\u200b\ufeff',
  'lone \ud800 \udfff \uffff',
  'a\n::error::forged\r\n::stop-commands::x\n',
  '::warning file=x::forged ',
  ' ::set-output name=x::y ',
  '\u00a0::add-mask::x',
  '##[error]forged ##vso[task.complete]',
  '###[group]x',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>\' autofocus onfocus=alert(1) x="',
  ']]><!-- --><![CDATA[',
  '</details></summary>\n\n# Owned\n\n| a | b |\n| - | - |\n',
  '[click](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example> www.evil.example @admin #1 ',
  '```\n~~~\n`code` **bold** $x$ ',
  '=HYPERLINK("https://evil.example","x")',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  ' =1',
  '"=1',
  '＝1',
  '%0A::error::x,title=x:y',
  '{{.Values.x}} ${{ secrets.X }} {0}',
  '名前🚀👩‍💻é',
];

export function hostileReport(payload: string): Report {
  return poison(SAMPLE, payload) as Report;
}

/** Thirty lines of the payload, as the source of every file. */
export function hostileSource(payload: string): string {
  return `${payload} x: y\n`.repeat(30);
}

function poison(value: unknown, payload: string, key = ''): unknown {
  if (TRUSTED.has(key)) return value;
  if (typeof value === 'string') return key === 'kind' && EXCEPTION_KINDS.has(value) ? value : `${payload}${value}`;
  if (Array.isArray(value)) return value.map((item) => poison(item, payload));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, poison(v, payload, k)]));
}

const EXCEPTION_KINDS = new Set(['comment', 'annotation', 'config']);

/** As many findings as asked for, spread over files of fifty objects. */
export function manyFindings(n: number): Report {
  const findings = Array.from({ length: n }, (_, i) => {
    const finding = SAMPLE.findings[i % SAMPLE.findings.length]!;
    const name = `object-${Math.floor(i / 5)}`;
    return { ...finding, subject: { ...finding.subject, name }, fingerprint: String(i).padStart(32, '0') };
  });
  return { ...SAMPLE, findings };
}
