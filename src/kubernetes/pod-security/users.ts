import { asNumber } from '../../std/value.ts';
import { effectiveSecurity, type Container, type Effective, type Workload } from '../workload.ts';

/** First minor version whose standards let root be root inside a pod's own user namespace (KEP-127). */
const USER_NAMESPACES_SINCE = 35;

/** The pod runs in its own user namespace, and the standards of that version take account of it. */
export function inUserNamespace(workload: Workload, minor: number): boolean {
  return minor >= USER_NAMESPACES_SINCE && workload.pod['hostUsers'] === false;
}

export interface Identity {
  readonly user: Effective;
  readonly group: Effective;
  readonly nonRoot: Effective;
  /** The manifest rules out that the container's process starts as root. */
  readonly neverRoot: boolean;
}

/** Who a container runs as, its own settings before the pod's. */
export function identityOf(workload: Workload, container: Container): Identity {
  const user = effectiveSecurity(workload, container, 'runAsUser');
  const group = effectiveSecurity(workload, container, 'runAsGroup');
  const nonRoot = effectiveSecurity(workload, container, 'runAsNonRoot');
  const uid = asNumber(user.value);
  return { user, group, nonRoot, neverRoot: uid === undefined ? nonRoot.value === true : uid > 0 };
}
