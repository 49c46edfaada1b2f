import { checks } from '../../src/checks/index.generated.ts';
import { rightsFor, typesToRead } from '../../src/sources/cluster/kinds.ts';
import { scannerRole } from '../../src/sources/cluster/role.ts';
import type { Generator } from './index.ts';

/** The role that `castellan doctor --rbac` prints, to read and to apply without running anything. */
export const clusterRole: Generator = () => {
  const text = `# Written by \`npm run generate\` from the kinds that rules read; \`castellan doctor --rbac\` prints the same.\n${scannerRole(
    rightsFor(typesToRead(checks)),
  )}`;
  return Promise.resolve([['docs/cluster-role.yaml', text]]);
};
