import { printable } from '../std/text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as the value of an attribute. */
export function xmlText(text: string): string {
  return printable(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

/** A whole JUnit document of suites. */
export function junit(name: string, suites: readonly string[]): string {
  const all = suites.join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xmlText(name)}">\n${all}\n</testsuites>\n`;
}
