#!/usr/bin/env node
// The launcher: finds a Node that is new enough, then hands over. Plain JavaScript that old Nodes can read.
import { createRequire } from 'node:module';

const REQUIRED = 24;
// `require` of a built-in module is faster than `import`, which reads every one of its exports.
const require = createRequire(import.meta.url);
const { existsSync, readFileSync } = require('node:fs');
const here = require('node:url').fileURLToPath(new URL('..', import.meta.url));
const bundle = `${here}dist/castellan.js`;
const source = `${here}src/cli/main.ts`;
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${JSON.parse(readFileSync(`${here}package.json`, 'utf8')).version}\n`);
} else if (Number(process.versions.node.split('.')[0]) >= REQUIRED) {
  require('node:module').enableCompileCache();
  await import(existsSync(bundle) ? bundle : source);
} else {
  const node = packagedNode();
  if (node) {
    const { spawnSync } = require('node:child_process');
    const { status, signal } = spawnSync(node, [`${here}bin/castellan.js`, ...args], { stdio: 'inherit' });
    process.exitCode = signal ? 130 : (status ?? 70);
  } else {
    process.stderr.write(
      `castellan needs Node ${REQUIRED} or newer; this is ${process.version}. See https://nodejs.org/.\n`,
    );
    process.exitCode = 2;
  }
}

/** The Node that `npm install` put beside a checkout. */
function packagedNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const folder = require.resolve(`node-${platform}-${process.arch}/package.json`).replace(/package\.json$/, '');
    const binary = process.platform === 'win32' ? `${folder}bin/node.exe` : `${folder}bin/node`;
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
