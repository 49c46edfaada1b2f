import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

export default defineCheck({
  id: 'node-swap-unmanaged',
  title: 'Node swaps without a decision of the kubelet',
  severity: 'low',
  category: 'node',
  profile: 'all',
  why: 'What pods keep in memory, credentials among it, can then end on the disk of the node, where it outlives them.',
  remedy:
    'Switch swap off, or encrypt it and state in the KubeletConfiguration what pods may do with it: memorySwap.swapBehavior.',
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/swap-memory-management/'],
  types: ['NodeEvidence'],
  find({ object }) {
    const configurations = asList(object['configurations']).filter((entry) => at(entry, 'component') === 'kubelet');
    const stated = configurations.some((entry) => asString(at(entry, 'document', 'memorySwap', 'swapBehavior')));
    if (stated || configurations.length === 0) return [];
    const found: Violation[] = [];
    for (const [i, entry] of asList(at(object, 'host', 'swap')).entries()) {
      const name = asString(at(entry, 'name'));
      if (name !== undefined) found.push({ path: ['host', 'swap', i, 'name'], message: `${name} is swapped to` });
    }
    return found;
  },
});
