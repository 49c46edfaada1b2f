import { checks } from '../../checks/index.generated.ts';
import { frameworks } from '../../frameworks/index.generated.ts';
import type { Check } from '../../model/check.ts';
import type { Framework } from '../../model/framework.ts';
import { closest } from '../../std/distance.ts';
import { UserError } from '../../std/user-error.ts';
import { createPaint, wrap } from '../../std/text.ts';
import { findFramework } from '../options.ts';
import { wantsColor } from '../terminal.ts';

/** `castellan explain`: a rule or a framework, offline. */
export function runExplain(subject: string, control: string | undefined): void {
  const check = checks.find(({ id }) => id === subject);
  const framework = check ? undefined : frameworkNamed(subject);
  if (check) process.stdout.write(explainRule(check));
  else if (framework) process.stdout.write(explainFramework(framework, control));
  else throw unknown(subject);
}

/** By id, or by what `--framework` takes for it. */
function frameworkNamed(subject: string): Framework | undefined {
  try {
    return findFramework(subject);
  } catch {
    return undefined;
  }
}

function unknown(subject: string): UserError {
  const near = closest(
    subject,
    [...checks, ...frameworks].map(({ id }) => id),
  );
  return new UserError('unknown-rule', `There is no rule or framework "${subject}".`, {
    hint: near ? `Did you mean "${near}"?` : '`castellan rules` lists all.',
  });
}

function explainRule(check: Check): string {
  const parameters = Object.entries(check.parameters ?? {}).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  const demanded = frameworks.flatMap(({ title, controls }) =>
    controls.filter(({ rules }) => rules.includes(check.id)).map(({ id }) => `${title} ${id}`),
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

function explainFramework({ title, version, url, controls }: Framework, wanted: string | undefined): string {
  const chosen = controls.filter((control) => !wanted || control.id.toLowerCase() === wanted.toLowerCase());
  if (chosen.length === 0) throw new UserError('bad-option', `${title} has no control "${wanted}".`);
  const lines = chosen.map((control) => {
    const how = control.rules.length > 0 ? control.rules.join(', ') : `a person: ${control.manual ?? ''}`;
    return `${bold(control.id)} ${control.title}\n${indent(how)}\n`;
  });
  return [`${bold(title)} ${version}\n${url}\n`, ...lines].join('\n');
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
