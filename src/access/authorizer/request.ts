/** A request for resources, as the API server's authorizers see it (`authorizer.Attributes` of k8s.io/apiserver). */
export interface ResourceRequest {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** '' for the resource itself. */
  readonly subresource: string;
  /** '' for cluster-wide resources, and for requests over all namespaces. */
  readonly namespace: string;
  /** '' where the request names no object: list, watch, create, deletecollection. */
  readonly name: string;
}

/** A request for a path that is no resource: `/metrics`. */
export interface UrlRequest {
  readonly verb: string;
  readonly url: string;
}

export type AccessRequest = ResourceRequest | UrlRequest;

export function isUrlRequest(request: AccessRequest): request is UrlRequest {
  return 'url' in request;
}

/** `pods/exec`, the way rules write it. */
export function combinedResource({ resource, subresource }: ResourceRequest): string {
  return subresource ? `${resource}/${subresource}` : resource;
}

/** `get secrets "db" in shop`, `list deployments.apps in all namespaces`, `get /metrics`. */
export function requestText(request: AccessRequest): string {
  if (isUrlRequest(request)) return `${request.verb} ${request.url}`;
  const { verb, resource, subresource, group, name, namespace } = request;
  const what = `${resource}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`;
  const which = name ? ` "${name}"` : '';
  return `${verb} ${what}${which}${namespace ? ` in ${namespace}` : ''}`;
}
