import type { Json, Path } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { containersOf, type Container } from '../workload.ts';
import { readCommandLine, type Argument, type CommandLine } from './command-line.ts';
import { saidInFile } from './hidden.ts';
import { COMPONENT_NAMES, oneEdit, type Component, type Flag, type Slot } from './types.ts';
import { minorIn } from './version.ts';

/** The components that the containers of a workload start. */
export function containerComponents(resource: Resource): Component[] {
  return containersOf(resource).flatMap((container) => {
    if (!mentionsComponent(container)) return [];
    const line = readCommandLine(argumentsOf(container)) ?? byImage(container);
    return line ? [containerComponent(resource, container, line)] : [];
  });
}

const WORDS = new RegExp([...COMPONENT_NAMES, 'hyperkube'].join('|'));

/** Whether the name of a component stands anywhere in the image or the arguments: most containers have nothing of it. */
function mentionsComponent({ spec }: Container): boolean {
  const mentions = (value: Json | undefined) => typeof value === 'string' && WORDS.test(value);
  return mentions(spec['image']) || asList(spec['command']).some(mentions) || asList(spec['args']).some(mentions);
}

function containerComponent(resource: Resource, container: Container, line: CommandLine): Component {
  const flags = line.name === 'etcd' ? [...etcdVariables(container), ...line.flags] : line.flags;
  const unseen = line.variables || (line.name === 'etcd' && asList(container.spec['envFrom']).length > 0);
  return {
    name: line.name,
    resource,
    form: 'arguments',
    where: ` in container ${container.name}`,
    ...(line.name.startsWith('kube') && minorIn(container.spec['image'])),
    flags,
    hidden: (flag) => unseen || saidInFile(line.name, flags, flag),
    slot: (flag) => slotIn(container, line, flag),
  };
}

function argumentsOf(container: Container): Argument[] {
  return ['command', 'args'].flatMap((key) =>
    asList(container.spec[key]).flatMap((item, i) => {
      const text = scalar(item);
      return text === undefined ? [] : [{ text, path: [...container.path, key, i], whole: true }];
    }),
  );
}

function scalar(value: Json | undefined): string | undefined {
  return value === null || typeof value === 'object' ? undefined : String(value);
}

/** An image named like the component, started by its own entrypoint with flags as arguments (or as a command, by mistake). */
function byImage(container: Container): CommandLine | undefined {
  const words = argumentsOf(container);
  if (!words[0]?.text.startsWith('--')) return undefined;
  const image = asString(container.spec['image']) ?? '';
  const [last = ''] = image.slice(image.lastIndexOf('/') + 1).split(/[:@]/);
  const name = last.replace(/-(amd64|arm|arm64|ppc64le|s390x)$/, '');
  return readCommandLine([{ text: name, path: container.path, whole: false }, ...words]);
}

/** etcd reads `ETCD_CLIENT_CERT_AUTH` as `--client-cert-auth`; flags override it. */
function etcdVariables(container: Container): Flag[] {
  return asList(container.spec['env']).flatMap((entry, i) => {
    const name = asString(at(entry, 'name')) ?? '';
    const value = asString(at(entry, 'value'));
    if (!name.startsWith('ETCD_') || value === undefined) return [];
    const path = [...container.path, 'env', i, 'value'];
    return [
      {
        name: name.slice('ETCD_'.length).toLowerCase().replaceAll('_', '-'),
        value,
        bare: false,
        path,
        title: name,
        rewrite: (next) => oneEdit({ op: 'set', path, value: next }),
        drop: oneEdit({ op: 'remove', path: path.slice(0, -1) }),
      } satisfies Flag,
    ];
  });
}

function slotIn(container: Container, line: CommandLine, flag: string): Slot {
  const key = asList(container.spec['args']).length > 0 ? 'args' : 'command';
  const list: Path = [...container.path, key];
  const path = [...list, asList(container.spec[key]).length];
  const title = `--${flag}`;
  if (line.script) return { path, title };
  return { path, title, put: (value) => oneEdit({ op: 'append', path: list, value: `--${flag}=${value}` }) };
}
