import { readFileSync } from 'node:fs';
import { KubeError } from './error.ts';

/** Text of a PEM file, or the path of one that may change while we run. */
export type PemSource = { readonly text: string } | { readonly file: string };

/** @throws KubeError `unauthorized` where the file is not there. */
export function readPem(source: PemSource | undefined): string | undefined {
  if (!source) return undefined;
  return 'text' in source ? source.text : readNamed(source.file);
}

/** Reads a file that the kubeconfig names. */
export function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new KubeError('unauthorized', `${file}, which the kubeconfig names, can't be read (${code})`, { cause });
  }
}
