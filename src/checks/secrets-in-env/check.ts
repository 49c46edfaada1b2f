import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';

export default defineCheck({
  id: 'secrets-in-env',
  title: 'Secret is handed over in an environment variable',
  severity: 'info',
  category: 'secrets',
  profile: 'all',
  why: 'Environment variables are inherited by child processes and end up in crash dumps, debug pages and logs, and they do not follow when the Secret is rotated.',
  remedy: 'Mount the Secret as a file and let the program read it from there.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  types: WORKLOAD_TYPES,
  needs: () => [['secretKeyRef', 'secretRef']],
  find: (resource) =>
    perContainer(resource, (container) => [
      ...asList(container.spec['env']).flatMap((item, i) => {
        const secret = at(item, 'valueFrom', 'secretKeyRef');
        if (!isObject(secret)) return [];
        const variable = asString(asObject(item)['name']) ?? `#${i}`;
        const path = [...container.path, 'env', i, 'valueFrom', 'secretKeyRef'];
        return [{ path, message: `${nameOf(container)} gets ${variable} from the Secret "${secretName(secret)}"` }];
      }),
      ...asList(container.spec['envFrom']).flatMap((item, i) => {
        const secret = asObject(item)['secretRef'];
        if (!isObject(secret)) return [];
        const path = [...container.path, 'envFrom', i, 'secretRef'];
        return [{ path, message: `${nameOf(container)} gets all of the Secret "${secretName(secret)}" as variables` }];
      }),
    ]),
});

function secretName(reference: JsonObject): string {
  return asString(reference['name']) ?? '';
}
