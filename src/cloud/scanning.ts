import type { Inventory } from '../model/inventory.ts';
import { asString } from '../std/value.ts';
import { valueOf } from './fact.ts';
import type { Part } from './part.ts';
import { ecr } from './registry.ts';
import { blocks, hasUnknown, isUnknown } from './value.ts';

/** Whether the registry's own configuration scans a repository of ECR, or may do so. */
export function scannedByRegistry(part: Part, inventory: Inventory): boolean {
  const name = asString(valueOf(part, ecr.name));
  return inventory.ofType('aws_ecr_registry_scanning_configuration').some(({ object }) => {
    if (isUnknown(object['rule'])) return true;
    return blocks(object, 'rule').some(({ value }) => {
      if (value['scan_frequency'] === 'MANUAL') return false;
      if (hasUnknown(value)) return true;
      return blocks(value, 'repository_filter').some((filter) => matches(asString(filter.value['filter']) ?? '', name));
    });
  });
}

/** A filter without a star stands for names that contain it. */
function matches(filter: string, name: string | undefined): boolean {
  if (filter === '*' || name === undefined) return true;
  const parts = filter.split('*').filter((part) => part !== '');
  let at = 0;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
