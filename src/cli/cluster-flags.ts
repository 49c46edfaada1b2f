import type { ConnectOptions } from '../kube/connect.ts';
import type { ScanOptions } from '../scan/scan.ts';
import { clusterTarget } from '../sources/cluster/target.ts';
import { UserError } from '../std/user-error.ts';

/** Flags about clusters, as commander gives them. */
export interface ClusterFlags {
  readonly kubeconfig?: string;
  readonly context?: readonly string[];
  readonly nodeConfig?: boolean;
  readonly requestTimeout?: string;
}

/**
 * How clusters are reached; nothing where no target names one.
 * @throws UserError where flags speak of a cluster and no target does.
 */
export function clusterOptions(targets: readonly string[], flags: ClusterFlags): Pick<ScanOptions, 'cluster'> {
  const { kubeconfig, context = [], nodeConfig = false, requestTimeout } = flags;
  const timeout = requestTimeout === undefined ? undefined : milliseconds(requestTimeout);
  if (!targets.some((target) => clusterTarget(target))) {
    if (context.length === 0 && !nodeConfig) return {};
    throw new UserError('bad-option', `${nodeConfig ? '--node-config' : '--context'} goes with a cluster.`, {
      hint: 'Scan one: `castellan scan cluster --context prod`.',
    });
  }
  return {
    cluster: {
      contexts: context,
      nodeConfig,
      ...(kubeconfig && { kubeconfig }),
      ...(timeout !== undefined && { timeout }),
    },
  };
}

/**
 * The targets with each cluster narrowed to the namespaces that were named.
 * @throws UserError where no target is a whole cluster.
 */
export function inNamespaces(targets: readonly string[], namespaces: readonly string[] = []): readonly string[] {
  if (namespaces.length === 0) return targets;
  if (!targets.some(isWholeCluster)) {
    throw new UserError('bad-option', '--namespace goes with a cluster.', {
      hint: `Scan the namespace: \`castellan scan cluster -n ${namespaces[0]}\`.`,
    });
  }
  return targets.flatMap((target) =>
    isWholeCluster(target) ? namespaces.map((namespace) => `cluster/${namespace}`) : [target],
  );
}

function isWholeCluster(target: string): boolean {
  const cluster = clusterTarget(target);
  return cluster !== undefined && cluster.namespace === undefined;
}

/** How the one cluster of `drift`, `snapshot` and `watch` is reached. */
export interface ConnectionFlags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly requestTimeout?: string;
}

/** @throws UserError for a time that is none. */
export function connection({ kubeconfig, context, requestTimeout }: ConnectionFlags): ConnectOptions {
  return {
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    ...(requestTimeout !== undefined && { timeout: milliseconds(requestTimeout) }),
  };
}

/** `20`, `20s`, `2m`. */
function milliseconds(text: string): number {
  const match = /^(\d{1,5})(s|m)?$/.exec(text);
  const time = Number(match?.[1]) * (match?.[2] === 'm' ? 60_000 : 1000);
  if (time > 0) return time;
  throw new UserError('bad-option', `"${text}" is no time.`, { hint: 'Give seconds or minutes, like 20s or 2m.' });
}
