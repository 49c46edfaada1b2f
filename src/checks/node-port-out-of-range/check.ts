import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asNumber, at } from '../../std/value.ts';

export default defineCheck({
  id: 'node-port-out-of-range',
  title: 'Node port lies outside the range of the cluster',
  severity: 'low',
  category: 'network',
  profile: 'all',
  why: 'The API server refuses the Service; where its range was widened, the port may clash with those of the kubelet, etcd or a host’s own services.',
  remedy: 'Choose a port of the range, or leave the choice to Kubernetes.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport'],
  types: ['Service'],
  needs: () => [['nodePort']],
  /** The default of `--service-node-port-range`. */
  parameters: { first: 30_000, last: 32_767 },
  find(resource, _scope, parameters) {
    const found: Violation[] = [];
    for (const [i, entry] of asList(at(resource.object, 'spec', 'ports')).entries()) {
      const port = asNumber(at(entry, 'nodePort'));
      if (!port || (port >= parameters.first && port <= parameters.last)) continue;
      const path = ['spec', 'ports', i, 'nodePort'];
      found.push({ path, message: `nodePort ${port} is not in ${parameters.first}-${parameters.last}` });
    }
    return found;
  },
});
