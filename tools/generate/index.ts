import { cliDocs } from './cli-docs.ts';
import { clusterRole } from './cluster-role.ts';
import { edgeDocs } from './edge-docs.ts';
import { frameworkDocs } from './framework-docs.ts';
import { ruleDocs } from './rule-docs.ts';
import { schemas } from './schemas.ts';

/** Writes files from the registries: [path from the root, text]. */
export type Generator = (root: string) => Promise<readonly (readonly [string, string])[]>;

/** What is made of the registries once their indexes are right. */
export const generators: readonly Generator[] = [ruleDocs, edgeDocs, frameworkDocs, schemas, cliDocs, clusterRole];
