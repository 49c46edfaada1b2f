import type { Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import type { Workload } from '../workload.ts';
import { securityPath } from './walk.ts';

/** Sysctls that are namespaced and bound to the pod, by the minor version whose baseline first allows them. */
const SAFE: readonly (readonly [name: string, since: number])[] = [
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_notsent_lowat', 37],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
];

export function safeSysctls(minor: number): string[] {
  return SAFE.filter(([, since]) => minor >= since).map(([name]) => name);
}

export interface Sysctl {
  readonly name: string;
  /** Path of the list item. */
  readonly path: Path;
}

export function sysctlsOf(workload: Workload): Sysctl[] {
  return asList(workload.security['sysctls']).flatMap((item, i) => {
    const name = asString(asObject(item)['name']);
    return name ? [{ name, path: securityPath(workload, 'sysctls', i) }] : [];
  });
}
