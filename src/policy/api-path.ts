/** What a path of the Kubernetes API names. */
export interface ApiPath {
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  /** As paths have it: `deployments`. */
  readonly resource: string;
  /** '' where the path is about all namespaces, or about what is in none. */
  readonly namespace: string;
  /** '' where the path is a list. */
  readonly name: string;
  /** `status`, `scale`; '' where there is none. */
  readonly subresource: string;
  readonly query: ReadonlyMap<string, string>;
}

/** Stands for a step that is not known before the rule runs. */
export const UNKNOWN_STEP = '*';

/** Reads `/api/v1/namespaces/shop/pods?labelSelector=a%3Db`; undefined for paths of other forms. Variables become unknown steps. */
export function parseApiPath(url: string): ApiPath | undefined {
  const [path = '', query = ''] = url.replaceAll(/\{\{[^}]*\}\}/g, UNKNOWN_STEP).split('?', 2);
  const steps = path.split('/').filter((step) => step !== '');
  const apiVersion = steps[0] === 'api' ? steps[1] : steps[0] === 'apis' ? `${steps[1]}/${steps[2]}` : undefined;
  const rest = steps.slice(steps[0] === 'api' ? 2 : 3);
  if (apiVersion === undefined || rest.length === 0) return undefined;
  const within = rest[0] === 'namespaces' && rest.length > 2;
  const [resource = '', name = '', subresource = ''] = within ? rest.slice(2) : rest;
  return { apiVersion, resource, namespace: within ? (rest[1] ?? '') : '', name, subresource, query: readQuery(query) };
}

function readQuery(text: string): Map<string, string> {
  return new Map(
    text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [key = '', value = ''] = pair.split('=', 2);
        return [decoded(key), decoded(value)] as const;
      }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
