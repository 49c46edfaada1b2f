import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../src/model/check.ts';
import { type Framework, rulesOf } from '../../src/model/framework.ts';
import type { Generator } from './index.ts';
import { members } from './indexes.ts';

/** The rule reference: a page per rule with its fixtures as examples, and an index by category. */
export const ruleDocs: Generator = async (root) => {
  const ids = members(root, 'checks', 'check.ts');
  const checks = await Promise.all(
    ids.map(async (id) => ((await import(join(root, 'src/checks', id, 'check.ts'))) as { default: Check }).default),
  );
  const { frameworks } = (await import(join(root, 'src/frameworks/index.generated.ts'))) as { frameworks: Framework[] };
  const pages = checks.map((check) => [`docs/rules/${check.id}.md`, page(root, check, frameworks)] as const);
  return [...pages, ['docs/rules/README.md', index(checks)] as const];
};

function page(root: string, check: Check, frameworks: readonly Framework[]): string {
  const example = (name: string) => fixture(root, check.id, name);
  const sections = [
    `# ${check.id}\n\n**${check.title}**\n`,
    facts(check),
    `## Why it matters\n\n${check.why}\n`,
    `## What to do\n\n${check.remedy}\n`,
    parameters(check),
    example('bad') && `## Bad\n\n${example('bad')}`,
    example('good') && `## Good\n\n${example('good')}`,
    example('fixed') && `## After \`castellan fix\`\n\n${example('fixed')}`,
    demandedBy(check, frameworks),
    `## To accept it\n\nOn the line, or above it:\n\n\`\`\`yaml\n# castellan-ignore ${check.id}: <reason> (until 2027-12-31)\n\`\`\`\n`,
    `## References\n\n${check.references.map((url) => `- <${url}>`).join('\n')}\n`,
  ];
  return sections.filter(Boolean).join('\n');
}

function facts(check: Check): string {
  const types = check.types === '*' ? 'every object' : check.types.map((type) => `\`${type}\``).join(', ');
  const covers = check.covers?.length ? `| covers | ${check.covers.map(link).join(', ')} |\n` : '';
  return `| | |\n|---|---|\n| severity | ${check.severity} |\n| category | ${check.category} |\n| profile | ${check.profile} |\n| looks at | ${types} |\n${covers}`;
}

function parameters(check: Check): string {
  if (!check.parameters || Object.keys(check.parameters).length === 0) return '';
  const rows = Object.entries(check.parameters).map(
    ([key, value]) => `| \`${key}\` | \`${JSON.stringify(value).replaceAll('|', '\\|')}\` |`,
  );
  return `## Parameters\n\nSet in \`.castellan.yaml\` under \`rules.${check.id}.parameters\`.\n\n| name | default |\n|---|---|\n${rows.join('\n')}\n`;
}

function demandedBy(check: Check, frameworks: readonly Framework[]): string {
  const rows = frameworks.flatMap((framework) =>
    framework.controls
      .filter((control) => rulesOf(control).includes(check.id))
      .map((control) => `- ${framework.title}: ${control.id} ${control.title}`),
  );
  return rows.length > 0 ? `## Demanded by\n\n${rows.join('\n')}\n` : '';
}

const LANGUAGES: readonly (readonly [string, string])[] = [
  ['yaml', 'yaml'],
  ['Dockerfile', 'dockerfile'],
  ['env', 'sh'],
  ['service', 'ini'],
];

function fixture(root: string, id: string, name: string): string {
  for (const [extension, language] of LANGUAGES) {
    const path = join(root, 'src/checks', id, `${name}.${extension}`);
    if (existsSync(path)) return `\`\`\`${language}\n${readFileSync(path, 'utf8').trimEnd()}\n\`\`\`\n`;
  }
  return '';
}

function index(checks: readonly Check[]): string {
  const categories = [...new Set(checks.map((check) => check.category))].sort();
  const sections = categories.map((category) => {
    const rows = checks
      .filter((check) => check.category === category)
      .map(
        (check) =>
          `| ${link(check.id)} | ${check.severity} | ${check.profile} | ${check.title.replaceAll('|', '\\|')} |`,
      );
    return `## ${category}\n\n| rule | severity | profile | what is wrong |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Rules\n\n${checks.length} rules. Written by \`npm run generate\`.\n\n${sections.join('\n')}`;
}

function link(id: string): string {
  return `[${id}](${id}.md)`;
}
