import type { Json, JsonObject } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';

/** Where constraints are enforced (Gatekeeper, "Enforcement points"). */
export type EnforcementPoint =
  | 'validation.gatekeeper.sh'
  | 'audit.gatekeeper.sh'
  | 'gator.gatekeeper.sh'
  | 'vap.k8s.io';

/** Actions in the words of Kubernetes: deny, warn, and dryrun, which only tells auditors. */
const ACTIONS: Readonly<Record<string, string>> = { deny: 'Deny', warn: 'Warn', dryrun: 'Audit' };

/** What follows a violation at a point; nothing where the constraint does not count there. @throws PolicyProblem */
export function actionsAt(spec: JsonObject, point: EnforcementPoint): readonly string[] {
  const action = asString(spec['enforcementAction']) || 'deny';
  if (action !== 'scoped') return [actionOf(action, ['spec', 'enforcementAction'])];
  if (spec['scopedEnforcementActions'] === undefined)
    throw new PolicyProblem('The action scoped needs scopedEnforcementActions.', ['spec', 'enforcementAction']);
  const scoped = asList(spec['scopedEnforcementActions']).map((item, i) => {
    const entry = asObject(item);
    const path = ['spec', 'scopedEnforcementActions', i, 'action'];
    return {
      action: actionOf(asString(entry['action']) ?? 'deny', path),
      points: pointsOf(entry['enforcementPoints']),
    };
  });
  const here = scoped.filter(({ points }) => points.includes('*') || points.includes(point));
  return [...new Set(here.map((one) => one.action))];
}

/** @throws PolicyProblem for an action that is none */
export function actionOf(action: string, path: readonly (string | number)[]): string {
  const found = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (found === undefined)
    throw new PolicyProblem(`The enforcement action ${action} is not deny, warn, dryrun or scoped.`, path);
  return found;
}

function pointsOf(value: Json | undefined): string[] {
  return asList(value).map((item) => asString(asObject(item)['name']) ?? '');
}
