import { checks } from '../../checks/index.generated.ts';
import { frameworks } from '../../frameworks/index.generated.ts';
import type { Check } from '../../model/check.ts';
import { type Control, type Framework, isDecidable, rulesOf } from '../../model/framework.ts';
import { chooseFrameworks } from '../../scan/frameworks.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { createPaint, wrap } from '../../std/text.ts';
import { scanOptions } from '../options.ts';
import { wantsColor } from '../terminal.ts';

/** `castellan explain`: a rule or a framework, offline. */
export async function runExplain(subject: string, control: string | undefined): Promise<void> {
  const check = checks.find(({ id }) => id === subject) ?? (await ruleOfConfig(subject));
  const framework = check ? undefined : await frameworkNamed(subject);
  if (check) process.stdout.write(explainRule(check));
  else if (framework) process.stdout.write(explainFramework(framework, control));
  else throw unknown(subject);
}

/** Rules that the config makes: of its segments, its policies, its own. */
async function ruleOfConfig(subject: string): Promise<Check | undefined> {
  const { checks: all } = await scanOptions([], {}, '');
  return all.find(({ id }) => id === subject);
}

/** By what `--framework` takes; undefined where it is no name of one. */
async function frameworkNamed(subject: string): Promise<Framework | undefined> {
  try {
    const { frameworks: named } = await chooseFrameworks([subject], { checks, folder: process.cwd() });
    return named[0];
  } catch (error) {
    if (error instanceof UserError && error.code === 'unknown-framework') return undefined;
    throw error;
  }
}

function unknown(subject: string): UserError {
  const near = closest(subject, [
    ...[...checks, ...frameworks].map(({ id }) => id),
    ...frameworks.flatMap(({ aliases = [] }) => aliases),
  ]);
  return new UserError('unknown-rule', `There is no rule or framework "${subject}".`, {
    hint: near ? `Did you mean "${near}"?` : suggestions(subject),
  });
}

const MOST_SUGGESTED = 6;

/** Rules that have the word in their id. */
function suggestions(word: string): string {
  const found = checks.map(({ id }) => id).filter((id) => id.includes(word.toLowerCase()));
  if (word.length < 3 || found.length === 0) return '`castellan rules` lists all.';
  const more = found.length > MOST_SUGGESTED ? `, … (${found.length}: \`castellan rules\` lists them)` : '';
  return `Rules of that name: ${found.slice(0, MOST_SUGGESTED).join(', ')}${more}.`;
}

function explainRule(check: Check): string {
  const parameters = Object.entries(check.parameters ?? {}).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const demanded = frameworks.flatMap(({ title, controls }) =>
    controls.filter((control) => rulesOf(control).includes(check.id)).map(({ id }) => `${title} ${id}`),
  );
  const types = check.types === '*' ? 'every object' : check.types.join(', ');
  return [
    `${bold(check.id)}  ${check.severity} · ${check.category} · profile ${check.profile}\n${check.title}\n`,
    section('Why it matters', [check.why]),
    section('What to do', [check.remedy]),
    section('Looks at', [types]),
    section('Parameters', parameters),
    section('Covers', check.covers?.length ? [check.covers.join(', ')] : []),
    section('Demanded by', demanded),
    section('To accept it', [`# castellan-ignore ${check.id}: <reason> (until 2027-12-31)`]),
    section('References', check.references),
  ]
    .filter(Boolean)
    .join('\n');
}

function explainFramework(
  { title, version, url, controls, excluded = [] }: Framework,
  wanted: string | undefined,
): string {
  const chosen = controls.filter((control) => !wanted || control.id.toLowerCase() === wanted.toLowerCase());
  if (chosen.length === 0) {
    const left = excluded.find(({ id }) => id === wanted);
    const near = closest(
      wanted ?? '',
      controls.map(({ id }) => id),
    );
    throw new UserError('bad-option', `${title} has no control "${wanted}".`, {
      ...(left && { hint: `It is left out: ${left.reason}` }),
      ...(!left && near && { hint: `Did you mean "${near}"?` }),
    });
  }
  const decided = controls.filter(isDecidable).length;
  const head = `${bold(title)} ${version}\n${url}\n${decided} of ${controls.length} controls are decided by evidence\n`;
  const lines = chosen.map((control) => (wanted ? explainControl(control) : controlLine(control)));
  return [head, ...lines].join('\n');
}

function controlLine(control: Control): string {
  const rules = rulesOf(control).join(', ');
  const how = isDecidable(control) ? rules : [rules, `a person: ${control.manual ?? ''}`].filter(Boolean).join('; ');
  return `${bold(control.id)} ${control.title}\n${indent(how)}\n`;
}

function explainControl(control: Control): string {
  const { id, title, section: chapter, level, profile, assessment, rules, also = [], manual } = control;
  const facts = [chapter, level && `level ${level}`, profile, assessment && `${assessment} in the framework`];
  return [
    `${bold(id)} ${title}\n`,
    section('Where it stands', [facts.filter(Boolean).join(' · ')].filter(Boolean)),
    section(control.evidence === 'any' ? 'Decided by any of' : 'Decided by', rules.map(ruleLine)),
    section('Also fails by', also.map(ruleLine)),
    section('For a person', manual ? [manual] : []),
  ]
    .filter(Boolean)
    .join('\n');
}

function ruleLine(rule: string): string {
  const check = checks.find(({ id }) => id === rule);
  return check ? `${rule}: ${check.title}. ${check.remedy}` : rule;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${bold(title)}\n${lines.map(indent).join('\n')}\n` : '';
}

function indent(text: string): string {
  return wrap(text, 90)
    .map((line) => `  ${line}`)
    .join('\n');
}

function bold(text: string): string {
  return createPaint(wantsColor(process.stdout, process.env))(text, 'bold');
}
