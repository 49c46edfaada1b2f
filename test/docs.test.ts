import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { compileCel, VOCABULARY } from '../src/cel/compile.ts';
import { EXIT } from '../src/cli/exit.ts';
import { createProgram } from '../src/cli/program.ts';
import { checks } from '../src/checks/index.generated.ts';
import { type Config, configSchema } from '../src/config/schema.ts';
import { formats } from '../src/formats/index.generated.ts';
import { frameworks } from '../src/frameworks/index.generated.ts';
import { commentExceptions } from '../src/judgement/exceptions.ts';
import { GAP_CODES } from '../src/model/gap.ts';
import type { Json } from '../src/model/json.ts';
import { ownCheck } from '../src/posture/own-rules.ts';
import { ownChecks } from '../src/scan/own-rules.ts';
import { planChecks } from '../src/scan/plan.ts';

/* The documentation is held to the product: links lead somewhere, commands and keys exist and are told, examples run. */

const root = resolve(import.meta.dirname, '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...markdownIn('docs'), ...markdownIn('docs/decisions')];
const program = createProgram(() => {});
const commands = program.commands.filter((command) => command.summary());

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

function fences(page: string, language: string): string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...read(page).matchAll(pattern)].map((match) => match[1] ?? '');
}

function missing(page: string, words: readonly string[]): string[] {
  const text = read(page);
  return words.filter((word) => !text.includes(`\`${word}\``));
}

describe.each(pages)('%s', (page) => {
  it('links to what is there', () => {
    const prose = read(page).replaceAll(/^```[\s\S]*?^```$/gm, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1] ?? '')
      .filter((url) => !/^https?:/.test(url));

    const broken = targets.filter((target) => !leadsSomewhere(page, target));

    expect(broken).toEqual([]);
  });

  it('shows commands and options that exist', () => {
    const lines = fences(page, 'sh').flatMap((text) => text.split('\n'));

    const wrong = lines.flatMap((line) =>
      [...line.matchAll(/\bcastellan ([^|#]*)/g)].flatMap((match) => mistakes(match[1] ?? '')),
    );

    expect(wrong).toEqual([]);
  });
});

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(root, page) : resolve(root, dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || headings(relative(root, file)).includes(anchor);
}

/** Anchors as GitHub makes them of headings. */
function headings(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

function mistakes(words: string): string[] {
  const [name = '', ...rest] = words.trim().split(/\s+/);
  const first = commands.find((c) => c.name() === name);
  const command = first?.commands.find((c) => c.name() === rest[0]) ?? first;
  if (!command) return /^[a-z]+$/.test(name) ? [`no command ${name}`] : [];
  const flags = rest.filter((word) => /^--?[a-z]/.test(word));
  return flags
    .filter((flag) => !command.options.some((o) => o.long === flag || o.short === flag))
    .map((flag) => `${name} ${flag}`);
}

describe('docs/configuration.md', () => {
  it('tells every key of the config', () => {
    const keys = keysOf(z.toJSONSchema(configSchema, { io: 'input' }));

    expect(missing('docs/configuration.md', [...keys])).toEqual([]);
  });

  it('tells every option of scan and fix, and every environment variable', () => {
    const options = commands.filter((c) => ['scan', 'fix', 'watch'].includes(c.name())).flatMap((c) => c.options);
    const words = options
      .flatMap((o) => [o.hidden ? undefined : o.long, o.envVar])
      .filter((word) => typeof word === 'string');

    expect(missing('docs/configuration.md', [...new Set(words)])).toEqual([]);
  });

  it.each(pages.flatMap((page) => fences(page, 'yaml').map((text) => [page, text] as const)).filter(isConfig))(
    'config example of %s is valid',
    (_page, text) => {
      const { data, error } = configSchema.safeParse(parse(text));

      expect(error?.issues).toBeUndefined();
      expect(() => planOf(data ?? {})).not.toThrow();
    },
  );
});

/** Fails where the settings of a rule name a rule or parameter that does not exist. */
function planOf(config: Config) {
  // Rules of policies exist only with their policies.
  const rules = Object.fromEntries(Object.entries(config.rules ?? {}).filter(([id]) => !id.startsWith('policy/')));
  const loaded = { config: { ...config, rules }, file: undefined, text: '', folder: root, line: () => 1 };
  const own = ownChecks(loaded, new Set());
  const options = { profile: 'recommended', only: [], skip: [], frameworks: [] } as const;
  return planChecks([...checks, ...own], loaded, options);
}

function isConfig([, text]: readonly [string, string]): boolean {
  return text.startsWith('# .castellan.yaml');
}

/** Names of all keys, at the top as they are, below `helm` with it; those of lists and maps of objects by their own name. */
function keysOf(schema: unknown, prefix = ''): Set<string> {
  const { properties = {}, items, anyOf = [], additionalProperties } = schema as z.core.JSONSchema.BaseSchema;
  const keys = new Set<string>();
  const add = (below: unknown, under = '') => keysOf(below, under).forEach((key) => keys.add(key));
  for (const [key, value] of Object.entries(properties)) {
    const isGroup = typeof value === 'object' && value.properties !== undefined;
    if (!isGroup) keys.add(prefix + key);
    add(value, isGroup ? `${key}.` : '');
  }
  for (const below of [items, additionalProperties, ...anyOf]) if (below && typeof below === 'object') add(below);
  return keys;
}

describe('docs/own-rules.md', () => {
  const page = 'docs/own-rules.md';
  const object = parse(fences(page, 'yaml').find((text) => text.startsWith('# example object')) ?? '') as Json;
  const examples = fences(page, 'cel')
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => line.split(/\s*\/\/ → /) as [string, string]);

  it.each(examples)('%s is %s', (source, expected) => {
    const program = compileCel(source, ['object']);
    const error = /^error: (.*)$/.exec(expected)?.[1];

    if (error) expect(() => program({ object })).toThrow(error);
    else expect(program({ object })).toEqual(JSON.parse(expected));
  });

  it('shows every function, method, macro and operator at work', () => {
    const text = examples.map(([source]) => source).join('\n');
    const words = [
      ...VOCABULARY.functions.map((name) => `${name}(`),
      ...[...VOCABULARY.methods, ...VOCABULARY.macros].map((name) => `.${name}(`),
      ...[...VOCABULARY.operators, '?', '!'].map((operator) => (operator === '!' ? '!' : ` ${operator} `)),
    ];

    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it('shows rules that compile', () => {
    const rules = fences(page, 'yaml').filter((text) => isConfig([page, text]));
    const own = rules.flatMap((text) => configSchema.parse(parse(text)).customRules ?? []);

    expect(own.map((rule) => ownCheck(rule).id)).toEqual(['team-label-missing', 'image-from-elsewhere']);
  });
});

describe('docs/exceptions.md', () => {
  it('shows comments that are read as exceptions', () => {
    const texts = fences('docs/exceptions.md', 'yaml').filter((text) => text.includes('castellan-ignore'));

    const sets = texts.map((text) => commentExceptions('x.yaml', text));

    expect(sets.flatMap((set) => set.problems)).toEqual([]);
    expect(sets.flatMap((set) => set.exceptions.map(({ rules, until, owner }) => ({ rules, until, owner })))).toEqual([
      { rules: ['host-pid'], until: '2027-12-31', owner: 'platform' },
      { rules: ['image-latest-tag', 'memory-limit-missing'] },
      { rules: ['image-latest-tag'] },
    ]);
  });
});

describe('tables', () => {
  it.each([
    ['docs/formats.md', Object.keys(formats)],
    ['docs/frameworks.md', frameworks.map(({ id }) => id)],
    ['docs/sources.md', [...GAP_CODES]],
  ])('%s has all of them', (page, words) => {
    expect(missing(page, words)).toEqual([]);
  });

  it('docs/exit-codes.md has all of them', () => {
    const text = read('docs/exit-codes.md');

    expect(Object.values(EXIT).filter((code) => !text.includes(`| ${code} |`))).toEqual([]);
  });

  it('docs/cli.md has every command and option', () => {
    const text = read('docs/cli.md');
    const flags = (command: Command) => command.options.filter((o) => !o.hidden).map((o) => `\`${o.flags}\``);

    expect(commands.flatMap((c) => [`## ${c.name()}\n`, ...flags(c)]).filter((word) => !text.includes(word))).toEqual(
      [],
    );
  });
});

describe('integrations', () => {
  it('the hooks run commands that exist', () => {
    const hooks = parse(read('.pre-commit-hooks.yaml')) as { id: string; entry: string }[];

    expect(hooks.map(({ id }) => id)).toEqual(['castellan', 'castellan-fix']);
    expect(hooks.flatMap(({ entry }) => mistakes(entry.replace('castellan ', '')))).toEqual([]);
  });

  it('docs/ci.md tells every input of the action, and the action uses options that exist', () => {
    const text = read('action.yml');
    const { inputs } = parse(text) as { inputs: Record<string, unknown> };
    const options = [...text.matchAll(/ --(format|profile|fail-on)\b/g)].map(([flag]) => flag.trim());

    expect(missing('docs/ci.md', Object.keys(inputs))).toEqual([]);
    expect(Object.keys(inputs).filter((name) => !text.includes(`inputs.${name}`))).toEqual([]);
    expect(mistakes(`scan ${options.join(' ')}`)).toEqual([]);
  });
});

describe('README.md', () => {
  const [manifest = ''] = fences('README.md', 'yaml');

  it('is short', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(180);
  });

  it('shows what a scan prints', () => {
    const output = castellan(manifest, 'scan', 'web.yaml');

    expect(shownButNotPrinted(fences('README.md', 'text')[0] ?? '', output)).toEqual([]);
  });

  it('shows the diff of a fix', () => {
    const output = castellan(manifest, 'fix', 'web.yaml', '--unsafe', '--dry-run');

    expect(shownButNotPrinted(fences('README.md', 'diff')[0] ?? '', output)).toEqual([]);
  });
});

/** Runs on a folder that holds the manifest of the README alone. */
function castellan(manifest: string, ...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-docs-'));
  try {
    writeFileSync(join(folder, 'web.yaml'), manifest);
    const env = { PATH: process.env['PATH'], COLUMNS: '100', NO_COLOR: '1' };
    return spawnSync(process.execPath, [process.env['CASTELLAN_BUNDLE'] ?? join(root, 'src/cli/main.ts'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
    }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lines of the example that do not follow in the output, in order; `[…]` stands for what was cut. */
function shownButNotPrinted(example: string, output: string): string[] {
  const printed = output.split('\n');
  let from = 0;
  return example.split('\n').filter((line) => {
    if (line === '[…]' || line.trim() === '') return false;
    const at = printed.indexOf(line, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}
