import { markup } from '../std/markup.ts';

/** A whole JUnit document of suites. */
export function junit(name: string, suites: readonly string[]): string {
  const all = suites.join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${markup(name)}">\n${all}\n</testsuites>\n`;
}
