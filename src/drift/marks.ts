import type { Path } from '../model/json.ts';

/* Labels and annotations that the cluster and deployment tools write on objects: no one declares them. */

const LABELS =
  /^(?:kubernetes\.io\/metadata\.name|app\.kubernetes\.io\/(?:managed-by|instance)|argocd\.argoproj\.io\/.*|(?:kustomize|helm)\.toolkit\.fluxcd\.io\/.*|(?:job-name|controller-uid|batch\.kubernetes\.io\/(?:job-name|controller-uid))|objectset\.rio\.cattle\.io\/.*)$/;

const ANNOTATIONS =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|kubernetes\.io\/change-cause|deployment\.kubernetes\.io\/.*|deprecated\.daemonset\.template\.generation|autoscaling\.alpha\.kubernetes\.io\/.*|pv\.kubernetes\.io\/.*|volume\.(?:beta\.)?kubernetes\.io\/.*|volumehealth\.storage\.kubernetes\.io\/.*|meta\.helm\.sh\/.*|argocd\.argoproj\.io\/.*|(?:kustomize|helm)\.toolkit\.fluxcd\.io\/.*|reconcile\.fluxcd\.io\/.*|field\.cattle\.io\/.*|objectset\.rio\.cattle\.io\/.*|control-plane\.alpha\.kubernetes\.io\/leader|endpoints\.kubernetes\.io\/.*|cloud\.google\.com\/neg-status|ingress\.kubernetes\.io\/(?:backends|forwarding-rule|target-proxy|url-map|https-.*)|batch\.kubernetes\.io\/cronjob-scheduled-timestamp|apf\.kubernetes\.io\/autoupdate-spec|rbac\.authorization\.kubernetes\.io\/autoupdate|cnrm\.cloud\.google\.com\/.*)$/;

/** Whether something that no file declares is an addition, and no mark of the cluster or of a tool that deploys. */
export function isAdded(type: string, field: string, path: Path): boolean {
  if (type !== 'meta.v1.ObjectMeta') return true;
  const key = String(path.at(-1));
  if (field === 'labels') return !LABELS.test(key);
  return field !== 'annotations' || !ANNOTATIONS.test(key);
}

/** Whether something that is gone is worth a word: a client's own mark is not. */
export function isNoted(type: string, path: Path): boolean {
  return type !== 'meta.v1.ObjectMeta' || !OLD.test(String(path.at(-1)));
}

/** What a client writes of itself, and what the API server drops. */
const OLD =
  /^(?:kubectl\.kubernetes\.io\/last-applied-configuration|pod\.(?:alpha|beta)\.kubernetes\.io\/init-containers?(?:-statuses)?)$/;

/** Labels and annotations that decide on security, and what they decide. */
export const SUSPECT_LABELS: readonly (readonly [RegExp, string])[] = [
  [/^pod-security\.kubernetes\.io\//, 'the namespace admits other pods'],
  [/^(?:istio-injection|istio\.io\/rev|linkerd\.io\/inject|sidecar\.istio\.io\/inject)$/, 'the mesh guards other pods'],
  [
    /(?:^|\.)(?:admission|policies?|gatekeeper|kyverno)[\w.-]*\/|^control-plane$/,
    'admission treats the objects otherwise',
  ],
  [
    /^(?:container\.apparmor\.security\.beta\.kubernetes\.io|seccomp\.security\.alpha\.kubernetes\.io)\//,
    'the container is confined otherwise',
  ],
  [
    /^(?:eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/gcp-service-account|azure\.workload\.identity\/.*)$/,
    'the account has another cloud identity',
  ],
  [
    /^nginx\.(?:ingress\.kubernetes\.io|org)\/.*(?:snippet|auth|whitelist|allowlist|denylist|ssl|mirror)/,
    'the Ingress treats requests otherwise',
  ],
  [/^rbac\.authorization\.k8s\.io\/aggregate-to-/, 'the rules become part of another role'],
];
