import { asString, at } from '../../std/value.ts';
import { defineEdge } from '../edge.ts';

const ANNOTATIONS = [
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
] as const;

export default defineEdge({
  id: 'workload-cloud-identity',
  title: 'is trusted by the cloud as',
  from: ['serviceaccount'],
  to: ['cloudrole'],
  technique: 'T1078.004',
  ease: 'easy',
  why: 'The cloud exchanges a token of this service account for credentials of the role.',
  remedy: 'Give the role what the workload needs, and name the one account in its trust policy.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
    'https://azure.github.io/azure-workload-identity/docs/',
  ],
  find({ access, vertices }, out) {
    for (const identity of access.identities) {
      const { resource, namespace } = identity;
      for (const annotation of ANNOTATIONS) {
        const role = asString(at(resource?.object, 'metadata', 'annotations', annotation));
        if (!resource || !role) continue;
        const path = ['metadata', 'annotations', annotation];
        const note = `service account ${namespace}/${resource.name} is annotated with ${role}`;
        out.edge(identity, vertices.make('cloudrole', `cloudrole/${role}`, ''), { resource, path, note });
      }
    }
  },
});
