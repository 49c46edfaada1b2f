import type { Gap, GapCode } from '../../model/gap.ts';
import type { ApiResource } from '../discovery.ts';
import type { Ending } from './outcome.ts';
import type { Attempt } from './reflector.ts';

/** Endings that mean that we do not know what the cluster has, and how a gap calls them. */
const CODES: Partial<Record<Ending, GapCode>> = {
  forbidden: 'forbidden',
  unauthorized: 'unauthorized',
  oversized: 'limit',
  rejected: 'unsupported',
  dropped: 'unreachable',
  busy: 'unreachable',
  silent: 'timeout',
  garbled: 'unreadable',
};

const AT_ONCE: ReadonlySet<Ending> = new Set(['forbidden', 'unauthorized', 'oversized', 'rejected']);

/** A watch that breaks once is resumed before anybody need know. */
const FAILURES = 2;

/** What can't be seen of a kind after an attempt; undefined where all is well, or will soon be. */
export function gapOf(
  { ending, phase, message }: Attempt,
  failures: number,
  resource: ApiResource,
  file: string,
): Gap | undefined {
  const code = CODES[ending];
  if (!code || (failures < FAILURES && phase === 'watch' && !AT_ONCE.has(ending))) return undefined;
  const name = resource.group ? `${resource.plural}.${resource.group}` : resource.plural;
  const why = message ?? 'The server gives no sign of life.';
  if (code === 'forbidden') {
    return { code, file, message: `No right to list and watch ${name}: ${why}`, hint: 'See `castellan doctor --rbac`.' };
  }
  const doing = phase === 'list' ? `${name} can't be listed` : `${name} may be out of date`;
  return { code, file, message: `${doing}: ${why}` };
}
