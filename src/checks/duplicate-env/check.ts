import { WORKLOAD_TYPES, containersOf } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { Path } from '../../model/json.ts';
import { asList, asString, at, equalJson } from '../../std/value.ts';

export default defineCheck({
  id: 'duplicate-env',
  title: 'Environment variable is set twice',
  severity: 'medium',
  category: 'reliability',
  profile: 'recommended',
  why: 'The last value wins silently, and a strategic merge or a server-side apply may keep only one of them, so what runs is not what a reader of the first line expects.',
  remedy: 'Keep the entry that is meant; the last one is what has been in force.',
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  types: WORKLOAD_TYPES,
  needs: () => [['env']],
  find(resource) {
    const found: Violation[] = [];
    for (const { name, path, spec } of containersOf(resource)) {
      const list = asList(spec['env']);
      if (new Set(list.map((entry) => at(entry, 'name'))).size === list.length) continue;
      const last = new Map(list.map((entry, i) => [at(entry, 'name'), { entry, i }]));
      for (const [i, entry] of list.entries()) {
        const variable = asString(at(entry, 'name'));
        const winner = last.get(variable);
        if (!variable || !winner || winner.i === i) continue;
        const own: Path = [...path, 'env', i];
        found.push({
          path: [...own, 'name'],
          message: `container ${name} sets ${variable} again further down, where the value wins`,
          fix: {
            title: `Remove the ${variable} that has no effect`,
            safe: equalJson(entry, winner.entry),
            edits: [{ op: 'remove', path: own }],
          },
        });
      }
    }
    return found;
  },
});
