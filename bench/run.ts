import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What `bench/<name>/bench.ts` exports. */
interface Bench {
  readonly title: string;
  run(log: (line: string) => void): Promise<void> | void;
}

const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(import.meta.dirname, entry.name, 'bench.ts')))
  .map((entry) => entry.name);

/* `npm run bench -- NAME`: figures as ratios in one run; a bench is a look, never a test. */
const [name] = process.argv.slice(2);
if (!name || !names.includes(name)) {
  process.stderr.write(`usage: npm run bench -- ${names.join('|')}\n`);
  process.exitCode = 2;
} else {
  const bench = (await import(`./${name}/bench.ts`)) as Bench;
  process.stdout.write(`${bench.title}\n`);
  await bench.run((line) => process.stdout.write(`${line}\n`));
}
