#!/usr/bin/env node
// The launcher: finds a Node that is new enough, then hands over. Plain JavaScript that old Nodes can read.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const REQUIRED = 24;
const here = fileURLToPath(new URL('..', import.meta.url));
const bundle = `${here}dist/castellan.js`;
const source = `${here}src/cli/main.ts`;
const args = process.argv.slice(2);

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${JSON.parse(readFileSync(`${here}package.json`, 'utf8')).version}\n`);
} else if (Number(process.versions.node.split('.')[0]) >= REQUIRED) {
  module.enableCompileCache?.();
  await import(existsSync(bundle) ? bundle : source);
} else {
  const node = packagedNode();
  if (node) {
    const { status, signal } = spawnSync(node, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
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
  const require = module.createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const folder = require.resolve(`node-${platform}-${process.arch}/package.json`).replace(/package\.json$/, '');
    const binary = process.platform === 'win32' ? `${folder}bin/node.exe` : `${folder}bin/node`;
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
