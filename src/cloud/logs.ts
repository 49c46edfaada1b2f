import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asString, asStrings, isObject } from '../std/value.ts';
import { eksCluster } from './eks.ts';
import { read } from './fact.ts';
import { isTrue, type Part } from './part.ts';
import { isOpenList, referringTo } from './references.ts';
import type { PartRule } from './setting-check.ts';
import { blocks, setting } from './value.ts';

/* Which logs of the control plane are kept. */

export const CONTROL_PLANE_LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** EKS clusters must write all of these log types. */
export function lacksLogTypes(wanted: readonly string[]): PartRule {
  return {
    of: 'eks-cluster',
    find(part) {
      const reading = read(part, eksCluster.logTypes);
      if (reading.state === 'unknown' || isOpenList(reading.value)) return [];
      const types = enabledTypes(reading.value);
      const lacking = wanted.filter((type) => !types.has(type) && !types.has('*') && !types.has('all'));
      if (lacking.length === 0) return [];
      const message =
        reading.state === 'set'
          ? `${reading.label} lacks ${lacking.join(', ')}`
          : `${reading.label} is not set, so ${wanted.length > 1 ? 'not all logs are' : 'no audit log is'} written`;
      return [{ path: reading.path, message }];
    },
  };
}

/** A list of types, or (in a description) of groups of types that are on or off together. */
function enabledTypes(value: Json): ReadonlySet<string> {
  const groups = asList(value).filter(isObject);
  const enabled = groups.filter((group) => isTrue(of(group, 'enabled')));
  return new Set([...asStrings(value), ...enabled.flatMap((group) => asStrings(of(group, 'types')))]);
}

function of(group: Json, key: string): Json | undefined {
  const found = setting(group, key, 'loose');
  return found.state === 'set' ? found.value : undefined;
}

const AUDIT = new Set(['kube-audit', 'kube-audit-admin', 'audit', 'allLogs']);

/** Whether a diagnostic setting takes the audit log of an AKS cluster in Terraform. */
export function auditLogsOf({ resource, dialect, keys }: Part, inventory: Inventory): 'some' | 'none' | 'unknown' {
  if (dialect !== 'terraform' || keys !== 'exact') return 'unknown';
  const { sure, possible } = referringTo(
    inventory,
    resource,
    'azurerm_monitor_diagnostic_setting',
    'target_resource_id',
  );
  if (sure.some(takesAudit)) return 'some';
  return possible.length > 0 || sure.some(isOpen) ? 'unknown' : 'none';
}

function takesAudit({ object }: Resource): boolean {
  const logs = [
    ...blocks(object, 'enabled_log'),
    ...blocks(object, 'log').filter(({ value }) => value['enabled'] !== false),
  ];
  return logs.some(({ value }) =>
    [value['category'], value['category_group']].some((name) => AUDIT.has(asString(name) ?? '')),
  );
}

function isOpen({ object }: Resource): boolean {
  return isOpenList(object['enabled_log']) || isOpenList(object['log']);
}
