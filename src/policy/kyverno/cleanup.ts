import type { JsonObject } from '../../model/json.ts';
import { asObject, asString } from '../../std/value.ts';
import { PolicyProblem, reasonOf } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { CompiledPolicy } from '../types.ts';
import { compileConditions } from './conditions.ts';
import { compileContext } from './context.ts';
import { compileExclude, compileMatch } from './match.ts';
import { matchesKind } from './match-kinds.ts';
import { result } from './result.ts';
import { cleanupScopeOf } from './scope.ts';

/** A ClusterCleanupPolicy or CleanupPolicy: which objects are to be deleted when its time comes. @throws PolicyProblem */
export function compileCleanup(document: JsonObject): CompiledPolicy {
  const metadata = asObject(document['metadata']);
  const spec = asObject(document['spec']);
  const name = asString(metadata['name']) ?? '';
  if (name === '') throw new PolicyProblem('The policy has no name.', ['metadata']);
  if (!asString(spec['schedule'])) throw new PolicyProblem('A cleanup policy needs a schedule.', ['spec']);
  const namespace = document['kind'] === 'CleanupPolicy' ? (asString(metadata['namespace']) ?? 'default') : '';
  const { matches, kinds } = compileMatch(spec['match'], ['spec', 'match']);
  const excluded = compileExclude(spec['exclude'], ['spec', 'exclude']);
  const load = compileContext(spec['context'], ['spec', 'context']);
  const conditions = compileConditions(spec['conditions'], ['spec', 'conditions']);
  return {
    kind: asString(document['kind']) ?? '',
    name,
    namespace,
    rules: [],
    warns: false,
    mayMatch: (group, version, kind, subresource) =>
      kinds.length === 0 || kinds.some((one) => matchesKind(one, group, version, kind, subresource)),
    evaluate(subject, type, lookups) {
      const target = targetOf(subject);
      const isElsewhere = namespace !== '' && target.namespace !== namespace;
      if (type !== 'delete' || isElsewhere || !matches(target) || excluded(target)) return [];
      try {
        const scope = cleanupScopeOf(subject, lookups);
        load(scope, lookups.mocked?.(name, name));
        const { met } = conditions(scope);
        const answer = met ? result('pass', 'the object is to be deleted') : result('fail', 'the object stays');
        return [{ rule: name, type, ...answer }];
      } catch (error) {
        return [{ rule: name, type, ...result('error', reasonOf(error)) }];
      }
    },
  };
}
