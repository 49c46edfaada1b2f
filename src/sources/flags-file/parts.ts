import { readCommandLine, readFlags, type Argument } from '../../kubernetes/component/command-line.ts';
import { COMPONENT_NAMES, type ComponentName, type Flag } from '../../kubernetes/component/types.ts';
import { splitWords } from '../../kubernetes/component/words.ts';
import { readSettings, type Setting } from './settings.ts';

/** A flag with the characters of the file that say it. */
export interface Spot {
  readonly name: string;
  readonly value?: string;
  readonly start: number;
  readonly end: number;
}

/** The flags that a file gives one component. */
export interface Part {
  readonly component: ComponentName;
  readonly complete: boolean;
  readonly spots: readonly Spot[];
}

/** Words of a value with their place in the file. An argument's path is its index, to find the place again. */
interface Words {
  readonly list: readonly Argument[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** Which component a variable is for, by its name. */
const VARIABLES: readonly (readonly [RegExp, ComponentName])[] = [
  [/^KUBELET_/, 'kubelet'],
  [/^KUBE_?API(SERVER)?_/, 'kube-apiserver'],
  [/^KUBE_CONTROLLER_MANAGER_/, 'kube-controller-manager'],
  [/^KUBE_SCHEDULER_/, 'kube-scheduler'],
  [/^KUBE_?PROXY_/, 'kube-proxy'],
];

export function readParts(file: string, text: string): Part[] {
  const settings = readSettings(text);
  const starts = settings.filter(({ section, key }) => section === 'Service' && key === 'ExecStart');
  const parts = starts.flatMap((start) => startedBy(start, settings));
  if (parts.length > 0) return parts;
  return [...environment(file, settings), ...argumentsFile(file, text)];
}

/** `ExecStart=/usr/bin/kubelet --a $ARGS`, with variables that the unit itself defines put in. */
function startedBy(start: Setting, settings: readonly Setting[]): Part[] {
  const prefix = /^[-@:+!]*/.exec(start.value)?.[0].length ?? 0;
  const words = wordsOf(start.value.slice(prefix), start.start + prefix);
  const variables = environmentOf(settings);
  const files = settings.some(({ key }) => key === 'EnvironmentFile');
  const { list, spans, unknown } = expand(words, variables);
  const rancher = rancherParts(list, spans);
  if (rancher.length > 0) return rancher;
  const line = readCommandLine(list);
  if (!line) return [];
  const own = line.name === 'etcd' ? [...variables].flatMap(([key, value]) => etcdSpot(key, value)) : [];
  // A file of variables reaches etcd without being named in the command.
  const complete = !unknown && !(files && line.name === 'etcd');
  return [{ component: line.name, complete, spots: [...own, ...spotsOf(line.flags, spans)] }];
}

/** etcd reads `ETCD_CLIENT_CERT_AUTH` as `--client-cert-auth`. */
function etcdSpot(key: string, { list, spans }: Words): Spot[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!key.startsWith('ETCD_') || !first || !last) return [];
  return [{ name: etcdFlag(key), value: list.map(({ text }) => text).join(' '), start: first.start, end: last.end }];
}

function etcdFlag(variable: string): string {
  return variable.slice('ETCD_'.length).toLowerCase().replaceAll('_', '-');
}

function expand(words: Words, variables: ReadonlyMap<string, Words>): Words & { readonly unknown: boolean } {
  let unknown = false;
  const parts = words.list.flatMap((argument, i) => {
    const name = /^\$\{?(\w+)\}?$/.exec(argument.text)?.[1];
    const known = name === undefined ? undefined : variables.get(name);
    if (name !== undefined && !known) unknown = true;
    if (known) return known.list.map((word, j) => ({ word, span: known.spans[j] }));
    return [{ word: argument, span: words.spans[i] }];
  });
  const spans = parts.map(({ span }) => span ?? { start: 0, end: 0 });
  const list = parts.map(({ word }, i): Argument => ({ text: word.text, path: [i], whole: false }));
  return { list, spans, unknown };
}

/** `Environment="A=--x --y" B=c` of a unit: each variable with the words of its value. */
function environmentOf(settings: readonly Setting[]): ReadonlyMap<string, Words> {
  const variables = new Map<string, Words>();
  for (const { key, value, start } of settings) {
    if (key !== 'Environment') continue;
    for (const word of splitWords(value)) {
      const raw = value.slice(word.start, word.end);
      const match = /^["']?(\w+)=/.exec(raw);
      if (match?.[1])
        variables.set(match[1], wordsOf(unquoted(raw.slice(match[0].length)), start + word.start + match[0].length));
    }
  }
  return variables;
}

/** Variables of an environment file, or of a drop-in without a command. Other files add to them. */
function environment(file: string, settings: readonly Setting[]): Part[] {
  const byName = componentIn(file);
  const units = [...environmentOf(settings)].map(([key, words]) => ({ key, words }));
  const lines = settings
    .filter(({ section }) => section === '')
    .map((setting) => ({ key: setting.key, words: valueWords(setting) }));
  const parts = [...units, ...lines].flatMap(({ key, words }): Part[] => {
    const component = VARIABLES.find(([pattern]) => pattern.test(key))?.[1] ?? byName;
    if (!component || !words.list.some(({ text }) => text.startsWith('-'))) return [];
    return [{ component, complete: false, spots: spotsOf(readFlags(words.list), words.spans) }];
  });
  return [...joined(parts), ...etcdVariables(settings)];
}

/** A file of `ETCD_` variables; one with listen URLs is the whole configuration. */
function etcdVariables(settings: readonly Setting[]): Part[] {
  const own = settings.filter(({ key, section }) => section === '' && key.startsWith('ETCD_'));
  const spots = own.flatMap((setting) => etcdSpot(setting.key, valueWords(setting)));
  const complete = spots.some(({ name }) => name === 'listen-client-urls');
  return spots.length > 0 ? [{ component: 'etcd', complete, spots }] : [];
}

/** A file that holds nothing but `--flag=value` lines, as MicroK8s keeps them. */
function argumentsFile(file: string, text: string): Part[] {
  const component = componentIn(file);
  if (!component || !/^[ \t]*--[a-z]/m.test(text)) return [];
  const blank = text.replaceAll(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  const words = wordsOf(blank, 0);
  if (!words.list[0]?.text.startsWith('--')) return [];
  return [
    {
      component,
      complete: !words.list.some(({ text: word }) => word.startsWith('$')),
      spots: spotsOf(readFlags(words.list), words.spans),
    },
  ];
}

/** `k3s server --kube-apiserver-arg=anonymous-auth=false`: arguments that k3s and RKE2 hand on. */
function rancherParts(list: readonly Argument[], spans: Words['spans']): Part[] {
  if (!/(^|\/)(k3s|rke2)$/.test(list[0]?.text ?? '')) return [];
  const parts = spotsOf(readFlags(list.slice(1)), spans).flatMap((spot): Part[] => {
    const component = COMPONENT_NAMES.find((name) => spot.name === `${name}-arg`);
    const [name = '', ...rest] = (spot.value ?? '').replace(/^--/, '').split('=');
    if (!component || !name) return [];
    const value = rest.length > 0 ? { value: rest.join('=') } : {};
    return [{ component, complete: false, spots: [{ name, ...value, start: spot.start, end: spot.end }] }];
  });
  return joined(parts);
}

function joined(parts: readonly Part[]): Part[] {
  const groups = Map.groupBy(parts, ({ component }) => component);
  return [...groups].map(([component, group]) => ({
    component,
    complete: false,
    spots: group.flatMap(({ spots }) => spots),
  }));
}

function spotsOf(flags: readonly Flag[], spans: Words['spans']): Spot[] {
  return flags.flatMap((flag) => {
    const [index] = flag.path;
    const span = typeof index === 'number' ? spans[index] : undefined;
    if (!span || typeof index !== 'number') return [];
    // `--flag value`: the word of the value belongs to it.
    const end = flag.separate ? (spans[index + 1]?.end ?? span.end) : span.end;
    return [{ name: flag.name, ...(flag.bare ? {} : { value: flag.value }), start: span.start, end }];
  });
}

function valueWords({ value, start }: Setting): Words {
  const lead = value.length - value.trimStart().length;
  const quoted = /^["']/.test(value.trimStart());
  return wordsOf(unquoted(value.trim()), start + lead + (quoted ? 1 : 0));
}

function wordsOf(text: string, offset: number): Words {
  const words = splitWords(text);
  return {
    list: words.map((word, i) => ({ text: word.text, path: [i], whole: false })),
    spans: words.map(({ start, end }) => ({ start: offset + start, end: offset + end })),
  };
}

function unquoted(text: string): string {
  return text.replace(/^["']/, '').replace(/["']$/, '');
}

/** The component that a file is named after: `apiserver`, `kubelet.env`, `kubeadm-flags.env`. */
function componentIn(file: string): ComponentName | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  if (/^(kubeadm-flags\.env|10-kubeadm\.conf)$/.test(base)) return 'kubelet';
  if (/^apiserver\b/.test(base)) return 'kube-apiserver';
  return COMPONENT_NAMES.find((name) => base === name || base.startsWith(`${name}.`));
}
