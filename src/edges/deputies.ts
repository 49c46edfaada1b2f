/** Controllers that do with their own rights what a custom resource asks for. */
export interface Deputy {
  readonly group: string;
  readonly resource: string;
  /** `namespace/name` of the account that it runs as, as its own manifests have it. */
  readonly account: RegExp;
}

export const DEPUTIES: readonly Deputy[] = [
  { group: 'kustomize.toolkit.fluxcd.io', resource: 'kustomizations', account: /\/kustomize-controller$/ },
  { group: 'helm.toolkit.fluxcd.io', resource: 'helmreleases', account: /\/helm-controller$/ },
  { group: 'argoproj.io', resource: 'applications', account: /\/argocd-application-controller$/ },
  { group: 'argoproj.io', resource: 'applicationsets', account: /\/argocd-applicationset-controller$/ },
  { group: 'argoproj.io', resource: 'workflows', account: /\/argo-(?:workflows-)?workflow-controller$|^argo\/argo$/ },
  { group: 'tekton.dev', resource: 'pipelineruns', account: /\/tekton-pipelines-controller$/ },
  { group: 'tekton.dev', resource: 'taskruns', account: /\/tekton-pipelines-controller$/ },
  { group: 'velero.io', resource: 'restores', account: /\/velero(?:-server)?$/ },
  { group: 'kubernetes.crossplane.io', resource: 'objects', account: /\/provider-kubernetes[^/]*$/ },
  { group: 'helm.crossplane.io', resource: 'releases', account: /\/provider-helm[^/]*$/ },
  { group: 'operators.coreos.com', resource: 'subscriptions', account: /\/olm-operator-serviceaccount$/ },
  { group: 'operators.coreos.com', resource: 'clusterserviceversions', account: /\/olm-operator-serviceaccount$/ },
  { group: 'helm.cattle.io', resource: 'helmcharts', account: /\/helm-(?:controller|[^/]+)$/ },
  { group: 'kyverno.io', resource: 'clusterpolicies', account: /\/kyverno-background-controller$/ },
  { group: 'kubevirt.io', resource: 'virtualmachineinstances', account: /\/kubevirt-controller$/ },
  { group: 'external-secrets.io', resource: 'externalsecrets', account: /\/external-secrets$/ },
];
