import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Control, type Framework, isDecidable, rulesOf } from '../../src/model/framework.ts';
import type { Generator } from './index.ts';

const BEGIN = '<!-- begin generated: frameworks -->';
const END = '<!-- end generated: frameworks -->';
const PAGE = 'docs/frameworks.md';

/** A page per framework, control by control, and the table of frameworks within `docs/frameworks.md`. */
export const frameworkDocs: Generator = async (root) => {
  const { frameworks } = (await import(join(root, 'src/frameworks/index.generated.ts'))) as {
    frameworks: readonly Framework[];
  };
  const pages = frameworks.map((framework) => [`docs/frameworks/${framework.id}.md`, page(framework)] as const);
  const path = join(root, PAGE);
  return existsSync(path)
    ? [...pages, [PAGE, withTable(readFileSync(path, 'utf8'), table(frameworks))] as const]
    : pages;
};

/** Puts the table between its marks. */
function withTable(text: string, rows: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${PAGE} lacks ${BEGIN} or ${END}`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${rows}\n\n${text.slice(end)}`;
}

function table(frameworks: readonly Framework[]): string {
  const rows = frameworks.map(({ id, title, version, aliases = [], controls }) => {
    const decided = controls.filter(isDecidable).length;
    const names = aliases.map((alias) => `\`${alias}\``).join(' ');
    return `| [\`${id}\`](frameworks/${id}.md) | ${cell(`${title} ${version}`)} | ${names} | ${decided} of ${controls.length} |`;
  });
  return ['| id | framework | also called | decided by evidence |', '|---|---|---|---:|', ...rows].join('\n');
}

function page({ id, title, version, url, controls, aliases = [] }: Framework): string {
  const decided = controls.filter(isDecidable).length;
  const names = [id, ...aliases].map((name) => `\`${name}\``).join(', ');
  return [
    `# ${title} ${version}\n`,
    `Written by \`npm run generate\`. Called ${names}. The framework itself: <${url}>. Titles are in our own words; ids are the framework's.\n`,
    `**${decided} of ${controls.length}** controls are decided by evidence; for the others stands what a person must ask.\n`,
    ...[...Map.groupBy(controls, ({ section }) => section ?? '')].flatMap(([section, members]) => [
      ...(section === '' ? [] : [`## ${section}\n`]),
      ...members.map(entry),
    ]),
  ].join('\n');
}

function entry(control: Control): string {
  const { id, title, level, profile, assessment, rules, also = [], manual } = control;
  const facts = [
    level && (/^\d/.test(level) ? `level ${level}` : level),
    profile,
    assessment && `${assessment} in the framework`,
  ];
  const lines = [
    facts.some(Boolean) && facts.filter(Boolean).join(' · '),
    rules.length > 0 &&
      `Decided by ${links(rules)}${control.evidence === 'any' ? '; evidence for one of them is enough' : ''}.`,
    also.length > 0 && `${rules.length > 0 ? 'Also fails' : 'Fails'} by ${links(also)}.`,
    manual && `For a person: ${manual}`,
    rulesOf(control).length === 0 && !manual && 'Nothing decides it.',
  ];
  return `### ${id} ${title}\n\n${lines.filter(Boolean).join('\n\n')}\n`;
}

function links(rules: readonly string[]): string {
  return rules.map((rule) => `[${rule}](../rules/${rule}.md)`).join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
