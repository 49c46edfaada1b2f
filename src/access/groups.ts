/**
 * Whether a rule stays within API groups that neither Kubernetes nor its SIGs own, such as those of an operator's own
 * resources: wildcards there are worth a word, not an alarm.
 */
export function isOwnGroups(groups: readonly string[]): boolean {
  return groups.length > 0 && groups.every((group) => group.includes('.') && !group.endsWith('.k8s.io'));
}
