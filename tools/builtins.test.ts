import { expect, test } from 'vitest';
import { askingForBuiltins, requiringWhenUsed } from './builtins.ts';

test.each([
  [
    'names of modules that are loaded already',
    'import { existsSync, readFileSync as read } from "node:fs";\n',
    'const { existsSync, readFileSync: read } = globalThis.process.getBuiltinModule("node:fs");\n',
  ],
  [
    'a module and names of it',
    'import fs, { existsSync } from "node:fs";\n',
    'const fs = globalThis.process.getBuiltinModule("node:fs");\nconst { existsSync } = globalThis.process.getBuiltinModule("node:fs");\n',
  ],
  [
    'a whole module',
    'import * as tls from "node:tls";\n',
    'const tls = globalThis.process.getBuiltinModule("node:tls");\n',
  ],
  [
    'functions of modules that start slowly',
    'import { createHash } from "node:crypto";\n',
    'const createHash = (...args) => globalThis.process.getBuiltinModule("node:crypto").createHash(...args);\n',
  ],
  [
    'classes, at once',
    'import { X509Certificate } from "node:crypto";\n',
    'const { X509Certificate } = globalThis.process.getBuiltinModule("node:crypto");\n',
  ],
  [
    'functions with properties that others look at, at once',
    'import { execFile } from "node:child_process";\n',
    'const { execFile } = globalThis.process.getBuiltinModule("node:child_process");\n',
  ],
  ['other imports, left alone', 'import { a } from "./a.js";\n', 'import { a } from "./a.js";\n'],
])('asks for %s', (_, code, expected) => {
  const asking = askingForBuiltins(code);

  expect(asking).toBe(expected);
});

test('packages in CommonJS start where a member is asked for', () => {
  const code = 'var import_dist = require_dist();\nf((0, import_dist.parse)(t));\nnew import_dist.Counter();\n';

  const late = requiringWhenUsed(code);

  expect(late).toBe('f((0, require_dist().parse)(t));\nnew (require_dist().Counter)();\n');
});

test('packages in CommonJS that are handed on whole start at once', () => {
  const code = 'var import_dist = require_dist();\nf(import_dist.parse);\ng(import_dist);\n';

  expect(requiringWhenUsed(code)).toBe(code);
});
