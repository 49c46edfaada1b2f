import type { KubeClient } from './client.ts';
import type { Clock } from './clock.ts';

export interface ConnectOptions {
  /** Path of a kubeconfig; default: `KUBECONFIG`, `~/.kube/config`, the pod's service account. */
  readonly kubeconfig?: string;
  /** Name of a context; default: the current one. */
  readonly context?: string;
  readonly budget?: Budget;
  /** Milliseconds without a byte after which a request fails; four times as long is the most that one may take. Default 30 s. */
  readonly timeout?: number;
  /** For tests: the time that waits and expiries are measured by; what it leaves out is the system's. */
  readonly clock?: Partial<Clock>;
}

/** How much may be asked of a server at once. */
export interface Budget {
  /** Requests under way; default 4. Streams of `lines` do not count. */
  readonly concurrent?: number;
  /** Requests per second; default 50. */
  readonly perSecond?: number;
}

/**
 * Finds the server and the credentials; asks the server nothing yet.
 * @throws UserError where the kubeconfig is missing or wrong, or has no such context.
 */
export async function connect(options: ConnectOptions = {}): Promise<KubeClient> {
  const { open } = await import('./http.ts');
  return open(options);
}
