import type { Path } from '../model/json.ts';

/** One file of a node, as far as the evidence tells. */
export interface HostFile {
  readonly role: string;
  /** Path on the node; '' where the evidence does not say. */
  readonly file: string;
  /** Where the evidence says it. */
  readonly path: Path;
  readonly mode?: number;
  /** Names, or numbers where the node has no name for them. */
  readonly user?: string;
  readonly group?: string;
}

export interface HostCertificate {
  readonly role: string;
  readonly file: string;
  readonly path: Path;
  readonly subject: string;
  /** Signed by itself. */
  readonly root: boolean;
  readonly notAfter: string;
  readonly algorithm: string;
  readonly bits: number | undefined;
  readonly signature: string;
}

export interface HostKubeconfig {
  readonly role: string;
  readonly file: string;
  readonly path: Path;
  /** Credentials that stand in the file itself. */
  readonly embedded: readonly string[];
  /** Does not verify the certificate of an API server. */
  readonly insecure: boolean;
}

/** What is known of a node, whichever tool collected it. */
export interface HostFacts {
  readonly distribution: string;
  readonly files: readonly HostFile[];
  readonly certificates: readonly HostCertificate[];
  readonly kubeconfigs: readonly HostKubeconfig[];
  readonly networks: readonly { readonly name: string; readonly path: Path }[];
}

export const NO_FACTS: HostFacts = { distribution: '', files: [], certificates: [], kubeconfigs: [], networks: [] };

/** The mode of octal digits, `0600` or `600`. */
export function modeIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-7]{3,5}$/.test(text) ? Number.parseInt(text, 8) : undefined;
}

/** A name; where there is none, `root` for 0 and the number otherwise. */
export function owner(name: string | undefined, id: number | undefined): string | undefined {
  if (name !== undefined && name !== '') return name;
  if (id === undefined) return undefined;
  return id === 0 ? 'root' : String(id);
}
