import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECKS = join(import.meta.dirname, '../../src/checks');
const CORPUS = join(import.meta.dirname, '../../../shared/conformance/corpus');

export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The texts of every check's own fixtures, of those whose name matches. */
export function fixtures(pattern = /^(bad|good)\.yaml$/): Sample[] {
  return readdirSync(CHECKS, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path.slice(path.lastIndexOf('/') + 1)))
    .sort()
    .map((path) => ({ name: path, text: readFileSync(join(CHECKS, path), 'utf8') }));
}

/** Files of a corpus of public manifests; undefined where it is not beside the repository. */
export function corpus(name: 'manifests' | 'manifests-crashers'): Sample[] | undefined {
  const folder = join(CORPUS, name);
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|json)$/.test(path))
    .sort()
    .map((path) => ({ name: path, text: readFileSync(join(folder, path), 'utf8') }));
}
