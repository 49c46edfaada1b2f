import type { KubeClient } from './client.ts';
import type { ConnectOptions } from './connect.ts';
import { KubeError } from './error.ts';

export function open(_options: ConnectOptions): Promise<KubeClient> {
  throw new KubeError('unreachable', 'not there yet');
}
