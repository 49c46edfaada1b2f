import { defineEdge } from '../edge.ts';
import { holdingsOf } from '../together.ts';

/** KEP-3962: on by default since 1.36. */
const STABLE = 36;
const GUARD = { name: 'MutatingAdmissionPolicy is off by default before Kubernetes 1.36' };
const write = { verbs: ['create', 'update', 'patch'], groups: ['admissionregistration.k8s.io'] };
const policies = { ...write, resource: 'mutatingadmissionpolicies' };
const bindings = { ...write, resource: 'mutatingadmissionpolicybindings' };

export default defineEdge({
  id: 'mutating-policy-write',
  title: 'may rewrite by policy',
  from: ['permissions', 'user', 'group', 'serviceaccount'],
  to: ['many'],
  technique: 'T1543',
  ease: 'moderate',
  why: 'A MutatingAdmissionPolicy and a binding change every new pod inside the API server, without a webhook that would be seen.',
  remedy: 'Keep admission policies and their bindings with the administrators of the cluster.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/'],
  guards: ['Kubernetes before 1.36'],
  find(world, out) {
    for (const { holder, proof } of holdingsOf(world, [policies, bindings])) {
      const pods = world.many('pods', '');
      if (world.minor >= STABLE) out.edge(holder, pods, proof);
      else out.blocked(holder, pods, GUARD, proof);
    }
  },
});
