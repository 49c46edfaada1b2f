import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { type Collected, collect } from '../../src/scan/collect.ts';

interface Given {
  readonly targets?: readonly string[];
  readonly files?: readonly string[];
  readonly pairs?: readonly string[];
  /** Below the folder; the scanned root. */
  readonly root?: string;
}

/** Writes the files and scans them. */
export async function read(files: Readonly<Record<string, string>>, given: Given = {}): Promise<Collected> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-terraform-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  return collect(given.targets ?? ['.'], {
    root: join(folder, given.root ?? '.'),
    ignore: { globs: [], from: sep },
    helm: { values: [], set: [] },
    kubernetes: '1.36.0',
    terraform: { files: (given.files ?? []).map((file) => join(folder, file)), pairs: given.pairs ?? [] },
  });
}

/** `address v=value file:line` of every resource. */
export function shown({ resources }: Collected): string[] {
  return resources.map(({ name, object, origin }) => {
    const { file, line } = origin.locate(['v']);
    return `${name} ${JSON.stringify(object['v'])} ${file}:${line}`;
  });
}

export function gaps({ gaps: found }: Collected): string[] {
  return found.map(({ code, file, place, message }) => `${code} ${file}:${place?.line ?? 0} ${message}`);
}
