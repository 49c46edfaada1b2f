import { defineCheck } from '../../model/check.ts';
import { asList, asString, at } from '../../std/value.ts';

/** Written by tools, and not for logging in. */
const TECHNICAL = /^(?:helm\.sh\/release|bootstrap\.kubernetes\.io)/;

export default defineCheck({
  id: 'secret-not-rotated',
  title: 'Secret has not been changed for long',
  severity: 'info',
  category: 'secrets',
  profile: 'all',
  why: "The longer a credential lives, the more copies of it exist in backups, logs and former colleagues' hands.",
  remedy: 'Issue a new credential and revoke the old one; let a secret manager do so on a schedule.',
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  types: ['Secret'],
  parameters: { maxAgeDays: 365 },

  find(resource, scope, parameters) {
    const changes = [
      at(resource.object, 'metadata', 'creationTimestamp'),
      ...asList(at(resource.object, 'metadata', 'managedFields')).map((entry) => at(entry, 'time')),
    ];
    const last = changes
      .map((time) => asString(time)?.slice(0, 10) ?? '')
      .sort()
      .at(-1);
    if (!last || TECHNICAL.test(asString(resource.object['type']) ?? '')) return [];
    const age = Math.floor((Date.parse(scope.today) - Date.parse(last)) / 86_400_000);
    if (age <= parameters.maxAgeDays) return [];
    return [{ path: ['metadata', 'creationTimestamp'], message: `the last change is ${age} days ago, on ${last}` }];
  },
});
