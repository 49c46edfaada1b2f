import { isAuditPolicy, treatmentOf, type Request } from '../../kubernetes/component/audit-policy.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import type { JsonObject, Path } from '../../model/json.ts';

const REQUESTS: readonly Request[] = [
  { title: 'reads of secrets', verb: 'get', group: '', resource: 'secrets' },
  { title: 'changes of config maps', verb: 'update', group: '', resource: 'configmaps' },
  { title: 'token reviews', verb: 'create', group: 'authentication.k8s.io', resource: 'tokenreviews' },
  { title: 'creation of pods', verb: 'create', group: '', resource: 'pods' },
  { title: 'changes of deployments', verb: 'update', group: 'apps', resource: 'deployments' },
  { title: 'commands in pods', verb: 'create', group: '', resource: 'pods/exec' },
  { title: 'port forwards', verb: 'create', group: '', resource: 'pods/portforward' },
  { title: 'the proxy to pods', verb: 'create', group: '', resource: 'pods/proxy' },
  { title: 'the proxy to services', verb: 'create', group: '', resource: 'services/proxy' },
];

export default defineCheck<{ readonly named: boolean }>({
  id: 'audit-policy-blind',
  title: 'Audit policy leaves out what an investigation needs',
  severity: 'low',
  category: 'control-plane',
  profile: 'all',
  why: 'What the policy drops can not be looked up later: who read a secret, who ran a command in a pod, who changed a workload.',
  remedy:
    'Log secrets, config maps and token reviews at level Metadata, changes of pods and deployments, and every exec, port forward and proxy; end with a rule that logs the rest at Metadata.',
  references: ['https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy'],
  parameters: { named: false },
  types: ['Policy'],
  find(resource, _scope, { named }) {
    if (!isAuditPolicy(resource)) return [];
    return blindSpots(resource.object, named);
  },
});

/** `named`: what only a rule for everything catches counts as left out. One violation for all that no rule speaks of, and one for each rule that drops something. */
function blindSpots(policy: JsonObject, named: boolean): Violation[] {
  const spots = new Map<string, { path: Path; titles: string[] }>();
  for (const request of REQUESTS) {
    const treatment = treatmentOf(policy, request, named);
    if (treatment && treatment.level !== 'None') continue;
    const path = treatment?.path ?? ['rules'];
    const spot = spots.get(path.join('.')) ?? { path, titles: [] };
    spot.titles.push(request.title);
    spots.set(path.join('.'), spot);
  }
  const found: Violation[] = [];
  for (const { path, titles } of spots.values()) {
    const verb = path.length > 1 ? 'this rule drops' : 'no rule logs';
    found.push({ path, message: `${verb} ${titles.join(', ')}` });
  }
  return found;
}
