/*
 * Writes src/kubernetes/schema/schema.generated.ts and src/kubernetes/api-versions/lifecycle.generated.ts from the
 * published Go modules of Kubernetes. Run by hand when a minor is added: `node tools/schema/generate.ts` with Go present.
 */
import { writeFileSync } from 'node:fs';
import { addLifecycle, type Lifecycle, printLifecycle } from './lifecycle.ts';
import { addMinor, newMerge, printMerged } from './merge.ts';
import { moduleFolder, RELEASES } from './modules.ts';
import { readDefinitions } from './swagger.ts';

const root = new URL('../../', import.meta.url);

function generate(): void {
  const merged = newMerge();
  const lifecycle: Lifecycle = new Map();
  for (const { minor, kubernetes, api } of RELEASES) {
    addMinor(merged, minor, readDefinitions(moduleFolder('k8s.io/kubernetes', kubernetes)));
    addLifecycle(lifecycle, moduleFolder('k8s.io/api', api));
    say(`1.${minor}: k8s.io/kubernetes@${kubernetes}, k8s.io/api@${api}`);
  }
  const minors = RELEASES.map((release) => release.minor);
  for (const change of merged.changes) say(`type changed: ${change}`);
  write('src/kubernetes/schema/schema.generated.ts', 'SCHEMA', printMerged(merged, minors));
  write(
    'src/kubernetes/api-versions/lifecycle.generated.ts',
    'LIFECYCLE',
    printLifecycle(lifecycle, merged.kinds, Math.max(...minors)),
  );
}

function write(path: string, constant: string, lines: readonly string[]): void {
  const versions = RELEASES.map((release) => release.kubernetes).join(', ');
  const [first, last] = [RELEASES[0]?.minor, RELEASES.at(-1)?.minor];
  const bounds =
    constant === 'SCHEMA' ? `export const FIRST_MINOR = ${first};\nexport const LAST_MINOR = ${last};\n` : '';
  const text =
    `// Written by tools/schema/generate.ts from Kubernetes ${versions}. Do not edit.\n` +
    `${bounds}export const ${constant} = \`\n${lines.join('\n')}\n\`;\n`;
  writeFileSync(new URL(path, root), text);
  say(`${path}: ${lines.length} lines, ${Math.round(text.length / 1024)} KiB`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

generate();
