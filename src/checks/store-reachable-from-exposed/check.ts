import { imageName, parseImage } from '../../kubernetes/image.ts';
import { namespaceOf } from '../../kubernetes/namespaces.ts';
import { type Workload, WORKLOAD_TYPES, workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { Inventory } from '../../model/inventory.ts';
import { exposedWorkloads } from '../../network/exposed.ts';
import { isShielded, policiesFor } from '../../network/policies.ts';
import { asString } from '../../std/value.ts';

/** Names of images that hold data, without what distributions put before and behind. */
const STORES =
  /^(?:postgres(?:ql)?|mysql(?:-server)?|mariadb|mongo(?:db)?|redis|valkey|cassandra|scylla|cockroach(?:db)?|couchdb|elasticsearch|opensearch|influxdb|clickhouse(?:-server)?|neo4j|memcached|etcd|vault|minio|kafka|rabbitmq|nats|mssql|oracle-xe)$/;

export default defineCheck({
  id: 'store-reachable-from-exposed',
  title: 'Data store is reachable from an exposed workload',
  severity: 'medium',
  category: 'network',
  profile: 'all',
  why: 'Who breaks into what is exposed to the outside gets to the data in one more step: no policy keeps the one from the other.',
  remedy: 'Let only the workloads that need the data reach it, and put what is exposed behind one of those.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/'],
  types: WORKLOAD_TYPES,
  find(resource, { inventory }) {
    const workload = workloadOf(resource);
    const store = workload && storeIn(workload);
    if (!store || isShielded(inventory, workload)) return [];
    const from = inventory.derive(exposedOf).filter((one) => one.resource !== resource);
    const [first] = from.toSorted((a, b) => nearness(b, workload) - nearness(a, workload));
    if (!first) return [];
    const more = from.length > 1 ? ` and ${from.length - 1} more` : '';
    return [
      {
        path: ['metadata', 'name'],
        message: `no policy keeps ${store} from ${nameOf(first)}${more}, which can be reached from outside`,
        evidence: [{ resource: first.resource, path: ['metadata', 'name'], note: 'is exposed' }],
      },
    ];
  },
});

function storeIn({ containers }: Workload): string | undefined {
  const images = containers.map(({ spec }) => parseImage(asString(spec['image']) ?? ''));
  return images.map((image) => image && imageName(image)).find((name) => name !== undefined && STORES.test(name));
}

/** Workloads that outsiders come to, and that may call whom they like. */
function exposedOf(inventory: Inventory): readonly Workload[] {
  return [...exposedWorkloads(inventory)].filter((one) => !policiesFor(inventory, one).some(({ egress }) => egress));
}

/** One of the same namespace says more. */
function nearness(one: Workload, to: Workload): number {
  return namespaceOf(one.resource) === namespaceOf(to.resource) ? 1 : 0;
}

function nameOf({ resource }: Workload): string {
  return `${resource.kind} ${namespaceOf(resource)}/${resource.name}`;
}
