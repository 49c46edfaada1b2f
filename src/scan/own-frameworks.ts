import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readDocument } from '../config/document.ts';
import { type OwnFramework, ownFrameworkSchema } from '../config/framework.ts';
import { type ConfigPath, placeIn, shown } from '../config/load.ts';
import type { Check } from '../model/check.ts';
import type { Control, Framework } from '../model/framework.ts';
import { closest } from '../std/distance.ts';
import { UserError } from '../std/user-error.ts';
import { type ChosenFrameworks, type FrameworkSource, isFile } from './frameworks.ts';
import { findFramework } from './known-frameworks.ts';
import { ownChecks } from './own-rules.ts';

const HINT = 'The keys are described in docs/frameworks.md.';
const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 5;

/** A framework file of the user's, and where its entries stand. */
interface OwnFile {
  readonly data: OwnFramework;
  readonly file: string;
  readonly line: (path: ConfigPath) => number;
}

/**
 * Frameworks by name and from files, with the own rules of those files.
 * @throws UserError `bad-framework` with the line of a mistake, `not-found` for a file that is missing.
 */
export function readFrameworks(names: readonly string[], { checks, folder }: FrameworkSource): ChosenFrameworks {
  const known: Known = { checks: [...checks], files: new Set() };
  const frameworks = names.map((name) =>
    isFile(name) ? frameworkIn(resolve(folder, name), known, []) : findFramework(name),
  );
  return { frameworks, checks: known.checks };
}

interface Known {
  readonly checks: Check[];
  /** Files whose rules are among the checks. */
  readonly files: Set<string>;
}

function frameworkIn(file: string, known: Known, chain: readonly string[]): Framework {
  if (chain.includes(file) || chain.length >= MAX_DEPTH) {
    throw new UserError('bad-framework', `Frameworks extend one another in a circle, or more than ${MAX_DEPTH} deep.`, {
      place: { file: shown(file) },
      hint: [...chain, file].map(shown).join(' extends '),
    });
  }
  const own = readOwn(file);
  addRules(own, known);
  const base = baseOf(own, known, [...chain, file]);
  return merge(own, base, known.checks);
}

function readOwn(file: string): OwnFile {
  return {
    file,
    ...readDocument<OwnFramework>(file, readText(file), ownFrameworkSchema, { code: 'bad-framework', hint: HINT }),
  };
}

function readText(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) {
    throw new UserError('not-found', `The framework file ${shown(file)} does not exist.`, {
      hint: 'Paths in the config start from its folder, those of --framework from here.',
    });
  }
  if (found.size > MAX_BYTES) {
    throw new UserError('bad-framework', `The framework file is larger than ${MAX_BYTES} bytes.`, {
      place: { file: shown(file) },
    });
  }
  return readFileSync(file, 'utf8');
}

function addRules({ data, file, line }: OwnFile, known: Known): void {
  if (!data.customRules?.length || known.files.has(file)) return;
  known.files.add(file);
  const config = { customRules: data.customRules };
  const loaded = { config, file, text: '', folder: dirname(file), line };
  known.checks.push(...ownChecks(loaded, new Set(known.checks.map(({ id }) => id))));
}

function baseOf({ data, file, line }: OwnFile, known: Known, chain: readonly string[]): Framework | undefined {
  if (data.extends === undefined) return undefined;
  if (isFile(data.extends)) return frameworkIn(resolve(dirname(file), data.extends), known, chain);
  return findFramework(data.extends, placeIn({ file, line }, ['extends']));
}

/** What is taken over, changed and left out, then what is new, in the order of the file. */
function merge(own: OwnFile, base: Framework | undefined, checks: readonly Check[]): Framework {
  const { data } = own;
  const inherited = new Map((base?.controls ?? []).map((control) => [control.id, control]));
  const excluded = new Map(
    data.exclude.map(({ id, reason }, i) => [id, { reason, title: titleOf(own, inherited, id, i) }]),
  );
  const changes = new Map<string, Control>();
  data.controls.forEach(({ id }, i) => {
    if (changes.has(id)) throw mistake(own, ['controls', i, 'id'], `Two controls have the id "${id}".`);
    changes.set(id, changed(own, i, inherited, checks));
  });
  const kept = [...inherited.values()].map((control) => changes.get(control.id) ?? control);
  const added = [...changes.values()].filter(({ id }) => !inherited.has(id));
  const controls = [...kept.filter(({ id }) => !excluded.has(id)), ...added];
  if (controls.length === 0) throw mistake(own, ['controls'], 'The framework has no controls.');
  const { id, title, version, url } = data;
  return {
    id,
    title,
    version,
    url,
    ...(base && { extends: `${base.title} ${base.version}` }),
    ...(base?.foreign && { foreign: base.foreign }),
    excluded: [
      ...(base?.excluded ?? []),
      ...[...excluded].map(([excludedId, entry]) => ({ id: excludedId, ...entry })),
    ],
    controls,
  };
}

function titleOf(own: OwnFile, inherited: ReadonlyMap<string, Control>, id: string, i: number): string {
  const control = inherited.get(id);
  if (control) return control.title;
  throw mistake(
    own,
    ['exclude', i, 'id'],
    `There is no control "${id}" to leave out.`,
    closest(id, [...inherited.keys()]),
  );
}

/** One control of the file, over the one that it changes. */
function changed(own: OwnFile, i: number, inherited: ReadonlyMap<string, Control>, checks: readonly Check[]): Control {
  const said = own.data.controls[i]!;
  const before = inherited.get(said.id);
  const title = said.title ?? before?.title;
  if (title === undefined) {
    const near = closest(said.id, [...inherited.keys()]);
    throw mistake(own, ['controls', i], `The control "${said.id}" is new and needs a title.`, near);
  }
  for (const key of ['rules', 'also', 'doubts'] as const) {
    (said[key] ?? []).forEach((rule, at) => assertRule(own, ['controls', i, key, at], rule, checks));
  }
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const control = { rules: [], ...withoutQuestion(before, said.rules), ...given, title } as Control;
  if (control.rules.length === 0 && control.manual === undefined) {
    throw mistake(
      own,
      ['controls', i],
      `The control "${said.id}" has neither rules nor a question for a person (manual).`,
    );
  }
  return control;
}

/** Where rules replace what was left to a person, the question goes. */
function withoutQuestion(before: Control | undefined, rules: readonly string[] | undefined): Partial<Control> {
  if (!before || !rules || rules.length === 0) return before ?? {};
  const { manual: _, ...rest } = before;
  return rest;
}

function assertRule(own: OwnFile, path: ConfigPath, rule: string, checks: readonly Check[]): void {
  if (checks.some(({ id }) => id === rule)) return;
  throw mistake(
    own,
    path,
    `There is no rule "${rule}".`,
    closest(
      rule,
      checks.map(({ id }) => id),
    ),
  );
}

function mistake({ file, line }: OwnFile, path: ConfigPath, message: string, near?: string): UserError {
  return new UserError('bad-framework', message, {
    place: placeIn({ file, line }, path),
    hint: near === undefined ? HINT : `Did you mean "${near}"?`,
  });
}
