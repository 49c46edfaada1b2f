import { rightsCheck } from '../../access/risky-rule.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'custom-resource-deputy',
  title: 'Role can have powerful controllers act',
  severity: 'medium',
  profile: 'all',
  why: 'Controllers of GitOps, pipelines and backups apply what a custom resource asks for with their own rights, which are often those of an administrator: the right to write the resource is worth those.',
  remedy:
    'Restrict the rule to namespaces of the team, and turn on the tenancy or impersonation mode of the controller.',
  references: [
    'https://fluxcd.io/flux/security/best-practices/',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
  ],
  ...rightsCheck({
    groups: [
      'kustomize.toolkit.fluxcd.io',
      'helm.toolkit.fluxcd.io',
      'argoproj.io',
      'tekton.dev',
      'velero.io',
      'kubernetes.crossplane.io',
      'helm.cattle.io',
    ],
    resources: [
      'kustomizations',
      'helmreleases',
      'applications',
      'applicationsets',
      'workflows',
      'pipelineruns',
      'taskruns',
      'restores',
      'objects',
      'helmcharts',
    ],
    verbs: ['create', 'update', 'patch'],
  }),
});
