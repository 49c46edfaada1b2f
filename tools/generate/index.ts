import { cliDocs } from './cli-docs.ts';
import { clusterRole } from './cluster-role.ts';
import { edgeDocs } from './edge-docs.ts';
import { frameworkDocs } from './framework-docs.ts';
import { indexes } from './indexes.ts';
import { ruleDocs } from './rule-docs.ts';
import { schemas } from './schemas.ts';

/** Writes files from the registries: [path from the root, text]. */
export type Generator = (root: string) => Promise<readonly (readonly [string, string])[]>;

/** In an order that matters: later ones import what the first writes. */
export const generators: readonly Generator[] = [
  indexes,
  ruleDocs,
  edgeDocs,
  frameworkDocs,
  schemas,
  cliDocs,
  clusterRole,
];
