import type { Plugin } from 'rolldown';

/**
 * Modules that Node has loaded when a program starts. `import` of a built-in module reads every one of its exports,
 * which loads what stands behind the getters (all of Web Crypto, streams of files, the standard input): a quarter of
 * the time that a short run takes.
 */
const LOADED: ReadonlySet<string> = new Set(
  ['buffer', 'events', 'fs', 'path', 'process', 'url', 'util'].map((name) => `node:${name}`),
);

const STATEMENT = /^import (?:([\w$]+),? )?(?:\* as ([\w$]+) )?(?:\{([^}]*)\} )?from "(node:[\w/]+)";\n/gm;

/** Needed whole by the reader of commands, which asks it for something only where a command is another program. */
const RARE: ReadonlySet<string> = new Set(['node:child_process']);

/**
 * Has a bundle ask for built-in modules by `process.getBuiltinModule`, and start what starts slowly when it is called:
 * some of those, and packages written in CommonJS.
 */
export function modulesWhenNeeded(): Plugin {
  return {
    name: 'modules when needed',
    renderChunk: (code) => ({ code: requiringWhenUsed(askingForBuiltins(code)) }),
  };
}

/** The code of a chunk with its imports of `node:*` as constants. */
export function askingForBuiltins(code: string): string {
  return code.replace(STATEMENT, (_, whole: string | undefined, star: string | undefined, names = '', from: string) => {
    const modules = [whole, star].flatMap((name) => (name === undefined ? [] : [wholeModule(name, from)]));
    return [...modules, ...namesOf(names, from)].map((line) => `${line}\n`).join('');
  });
}

/** The code of a chunk with packages in CommonJS, of which it only asks for members, started by the first who asks. */
export function requiringWhenUsed(code: string): string {
  let changed = code;
  for (const [statement, name = '', start = ''] of code.matchAll(/^var (import_[\w$]+) = (require_[\w$]+\(\));\n/gm)) {
    const uses = new RegExp(String.raw`(\bnew )?(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}\.(\w+)`, 'g');
    const late = changed
      .replace(statement, '')
      .replace(uses, (_, made: string | undefined, member: string) =>
        made ? `${made}(${start}.${member})` : `${start}.${member}`,
      );
    if (!late.includes(name)) changed = late;
  }
  return changed;
}

function wholeModule(name: string, from: string): string {
  if (!RARE.has(from)) return `const ${name} = ${asked(from)};`;
  return `const ${name} = new Proxy({}, { get: (_, key) => ${asked(from)}[key] });`;
}

function namesOf(names: string, from: string): string[] {
  const pairs = names
    .split(',')
    .map((name) => name.trim().split(' as '))
    .filter(([exported]) => exported !== '')
    .map(([exported = '', local = exported]) => ({ exported, local }));
  if (pairs.length === 0) return [];
  const isLazy = !LOADED.has(from) && pairs.every(({ exported }) => isFunction(from, exported));
  if (!isLazy) {
    const wanted = pairs.map(({ exported, local }) => (exported === local ? local : `${exported}: ${local}`));
    return [`const { ${wanted.join(', ')} } = ${asked(from)};`];
  }
  return pairs.map(({ exported, local }) => `const ${local} = (...args) => ${asked(from)}.${exported}(...args);`);
}

/** Something that is only called: classes, written with a capital, and functions with properties are asked for more. */
function isFunction(from: string, name: string): boolean {
  const found: unknown = Reflect.get(process.getBuiltinModule(from) ?? {}, name);
  if (typeof found !== 'function' || !/^[a-z]/.test(name)) return false;
  return Reflect.ownKeys(found).every((key) => ['length', 'name', 'prototype'].includes(String(key)));
}

function asked(from: string): string {
  return `globalThis.process.getBuiltinModule(${JSON.stringify(from)})`;
}
