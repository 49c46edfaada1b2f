/** What of a cluster is to be read. */
export interface ClusterTarget {
  /** All of it where undefined. */
  readonly namespace: string | undefined;
}

const FORM = /^cluster(?:[:/](?<namespace>[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)?)?$/;

/** `cluster`, `cluster/<namespace>`, `cluster:<namespace>`; undefined for everything else: a file of that name is `./cluster`. */
export function clusterTarget(target: string): ClusterTarget | undefined {
  const match = FORM.exec(target);
  return match ? { namespace: match.groups?.['namespace'] } : undefined;
}
