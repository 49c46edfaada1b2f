import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, asStrings, at } from '../../std/value.ts';
import { readCommandLine, readFlags, type Argument } from './command-line.ts';
import { fieldTitle, settingsIn } from './config-files.ts';
import { isStub, saidInFile } from './hidden.ts';
import { COMPONENT_NAMES, type Component, type ComponentName, type Flag } from './types.ts';
import { minorIn } from './version.ts';

/** Which kind of configuration file decides about a component. */
export const CONFIG_KINDS: Partial<Readonly<Record<ComponentName, string>>> = {
  kubelet: 'KubeletConfiguration',
  'kube-proxy': 'KubeProxyConfiguration',
  'kube-scheduler': 'KubeSchedulerConfiguration',
};

/** A running component: what its command line says, and what its configuration files say, later ones over earlier. */
export interface Running {
  readonly name: ComponentName;
  readonly line: readonly Flag[];
  readonly settings: readonly (readonly Flag[])[];
  /** All effective settings of the component are here, as its `configz` gives them: the command line is in them already. */
  readonly effective?: boolean;
  /** There are settings that we can't see whatever the flags say. */
  readonly partial?: boolean;
  /** Flags that something we can't see may set; `*` for any. */
  readonly unseen?: readonly string[];
  /** Where a flag that is missing would stand. */
  readonly path: Path;
}

/**
 * The components that run on a node, of a `NodeEvidence`:
 *
 *   processes: [{name, args, environment}]              the whole command line, the program first; names of variables
 *   configurations: [{component, role, path, document}] `config`, then its drop-ins; `configz` is what is in effect
 */
export function evidenceComponents(resource: Resource): Component[] {
  const version = (name: string) => at(resource.object, 'versions', name);
  return asList(resource.object['processes'])
    .flatMap((process, i) => [...runningProcess(resource, process, i), ...k3sComponents(resource, process, i)])
    .concat(configurationAlone(resource))
    .map((running) => ({
      ...minorIn(version(running.name) ?? version('kubelet')),
      ...runningComponent(resource, running),
    }));
}

function runningProcess({ object }: Resource, process: Json, i: number): Running[] {
  const path = ['processes', i, 'args'];
  const line = readCommandLine(argumentsIn(at(process, 'args'), path));
  if (!line) return [];
  const unseen = line.name === 'etcd' ? unseenOfEtcd(process) : [];
  return [{ name: line.name, line: line.flags, path, unseen, ...configurationOf(object, line.name) }];
}

/** etcd takes `--client-cert-auth` from `ETCD_CLIENT_CERT_AUTH` too, of which the evidence has the name alone, if that. */
function unseenOfEtcd(process: Json): string[] {
  const names = at(process, 'environment');
  if (names === undefined) return ['*'];
  return asStrings(names).map((name) =>
    name
      .replace(/^ETCD_/, '')
      .toLowerCase()
      .replaceAll('_', '-'),
  );
}

/** Where no process is seen, the kubelet's `configz` still says all, and its files say what a command line may change. */
function configurationAlone({ object }: Resource): Running[] {
  const configuration = configurationOf(object, 'kubelet');
  const seen = asList(object['processes']).some((process) =>
    /^(kubelet$|k3s-)/.test(asString(at(process, 'name')) ?? ''),
  );
  if (seen || configuration.settings.length === 0) return [];
  return [
    {
      name: 'kubelet',
      line: [],
      path: ['configurations'],
      ...configuration,
      partial: configuration.effective !== true,
    },
  ];
}

function configurationOf(object: Resource['object'], name: ComponentName): Pick<Running, 'settings' | 'effective'> {
  const kind = CONFIG_KINDS[name] ?? '';
  const entries = asList(object['configurations'])
    .map((entry, i) => ({ entry, path: ['configurations', i, 'document'] }))
    .filter(({ entry }) => at(entry, 'component') === name && at(entry, 'document') !== undefined)
    .filter(({ entry }) => kind !== '' && (asString(at(entry, 'document', 'kind')) ?? kind) === kind);
  const configz = entries.filter(({ entry }) => at(entry, 'role') === 'configz');
  const used = configz.length > 0 ? configz : entries;
  return {
    settings: used.map(({ entry, path }) => settingsIn(kind, at(entry, 'document'), path)),
    ...(configz.length > 0 && { effective: true }),
  };
}

/**
 * k3s runs the components within itself and passes on what `--kubelet-arg` and the like say, on its command line or in its
 * configuration file; the rest are its own defaults.
 */
function k3sComponents({ object }: Resource, process: Json, i: number): Running[] {
  if (!/^k3s-(server|agent)$/.test(asString(at(process, 'name')) ?? '')) return [];
  const path = ['processes', i, 'args'];
  const flags = readFlags(argumentsIn(at(process, 'args'), path));
  return COMPONENT_NAMES.flatMap((name) => {
    const passed = flags.filter((flag) => flag.name === `${name}-arg`).map((flag) => ({ ...flag, text: flag.value }));
    const line = [...passed, ...listedIn(object, 'k3s', `${name}-arg`)].flatMap((word) =>
      readFlags([{ text: `--${word.text}`, path: word.path, whole: false }]),
    );
    const { settings } = configurationOf(object, name);
    return line.length + settings.length > 0 ? [{ name, line, settings: [[], ...settings], partial: true, path }] : [];
  });
}

/** A list of strings in the configuration file of a program. */
function listedIn(object: Resource['object'], component: string, key: string): Argument[] {
  return asList(object['configurations']).flatMap((entry, i) =>
    at(entry, 'component') === component
      ? argumentsIn(at(entry, 'document', key), ['configurations', i, 'document', key])
      : [],
  );
}

export function argumentsIn(list: Json | undefined, path: Path): Argument[] {
  return asList(list).flatMap((item, i) =>
    typeof item === 'string' ? [{ text: item, path: [...path, i], whole: false }] : [],
  );
}

/** A running component as rules read it. */
export function runningComponent(resource: Resource, running: Running): Component {
  const { name, line, settings, path, unseen = [], partial = false } = running;
  const known = settings.length > 0;
  const flags = inForce(running);
  const kind = known ? CONFIG_KINDS[name] : undefined;
  return {
    name,
    resource,
    form: known ? 'config' : 'arguments',
    where: resource.name ? ` on node ${resource.name}` : '',
    flags,
    hidden: (flag) =>
      partial ||
      unseen.includes('*') ||
      unseen.includes(flag) ||
      (known ? kind === undefined : isStub(name, line) || saidInFile(name, line, flag)),
    slot: (flag) => ({ path, title: (kind && fieldTitle(kind, flag)) ?? `--${flag}` }),
  };
}

/** The command line wins over files, and a later file over an earlier one; feature gates add up. */
function inForce({ line, settings, effective = false }: Running): Flag[] {
  const flags: Flag[] = [];
  const sources = effective
    ? [line.filter(({ name }) => name === 'hostname-override'), ...settings]
    : [...settings, line];
  for (const source of sources) {
    const names = new Set(source.map(({ name }) => name).filter((name) => name !== 'feature-gates'));
    flags.splice(0, flags.length, ...flags.filter(({ name }) => !names.has(name)), ...source);
  }
  return flags;
}
