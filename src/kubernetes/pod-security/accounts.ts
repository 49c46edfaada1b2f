import type { Inventory } from '../../model/inventory.ts';
import type { Resource } from '../../model/resource.ts';
import { asString } from '../../std/value.ts';
import type { Workload } from '../workload.ts';

/** Name of the service account that a pod runs as; the deprecated field counts where the other is empty. */
export function accountNameOf(workload: Workload): string {
  return statedAccountOf(workload) ?? 'default';
}

/** As `accountNameOf`, undefined where the pod leaves it to the default. */
export function statedAccountOf(workload: Workload): string | undefined {
  return asString(workload.pod['serviceAccountName']) || asString(workload.pod['serviceAccount']) || undefined;
}

/** The service account's own object, where it is known. An unsaid namespace and `default` may be the same one. */
export function accountOf(workload: Workload, inventory: Inventory): Resource | undefined {
  const { namespace } = workload.resource;
  const name = accountNameOf(workload);
  const other = namespace === '' ? 'default' : namespace === 'default' ? '' : undefined;
  const found = inventory.find('ServiceAccount', namespace, name);
  if (found || other === undefined) return found;
  return inventory.find('ServiceAccount', other, name);
}
