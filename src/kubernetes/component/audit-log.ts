import type { FlagRule } from './flag-check.ts';
import { mustMeasure, where } from './flag-rules.ts';
import { flagOf, type Component } from './types.ts';

/** A limit of the rotation of audit logs must be at least `minimum`; unset is 0, which nobody has thought about. */
export function rotation(flag: string): FlagRule<{ readonly minimum: number }> {
  const enough = mustMeasure<{ readonly minimum: number }>(
    flag,
    (value, { minimum }) => value >= minimum,
    0,
    ({ minimum }) => minimum,
  );
  return where((component) => !onlyToWebhook(component), enough);
}

/** Events go to a webhook alone, so that there are no files to rotate. */
function onlyToWebhook(component: Component): boolean {
  return flagOf(component, 'audit-webhook-config-file') !== undefined && !flagOf(component, 'audit-log-path');
}
