import type { NodeEvidence } from '../../host/evidence.ts';
import { asList, asString, at } from '../../std/value.ts';
import { objectIn } from './configurations.ts';
import { compare, type Survey } from './survey.ts';

/** Plugins that only add to what another one set up. */
const HELPERS = new Set(['bandwidth', 'dhcp', 'firewall', 'host-local', 'loopback', 'portmap', 'sbr', 'tuning', 'vrf']);
/** Names of whole networks that tell more than their plugins. */
const NETWORKS = new Set(['kindnet', 'canal']);

/** The network plugins of a node: of its CNI configuration, and of the agents that run. */
export function readNetworks({ files, root, unread }: Survey, agents: readonly string[]): NodeEvidence['networks'] {
  const found = new Map<string, { name: string; path?: string }>();
  for (const { path } of files.of('cni-config')) {
    if (!/\.(conf|conflist|json)$/.test(path)) continue;
    const text = unread.take(root.text(path));
    const config = text === undefined ? undefined : objectIn(text);
    if (!config) continue;
    const types = [config, ...asList(config['plugins'])].flatMap((plugin) => asString(at(plugin, 'type')) ?? []);
    const whole = asString(config['name']) ?? '';
    for (const name of [...types, ...(NETWORKS.has(whole) ? [whole] : [])]) {
      if (!HELPERS.has(name) && !found.has(name)) found.set(name, { name, path });
    }
  }
  for (const name of agents) if (!found.has(name)) found.set(name, { name });
  return [...found.values()].sort((a, b) => compare(a.name, b.name));
}
