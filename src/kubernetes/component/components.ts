import type { Json } from '../../model/json.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asString, at } from '../../std/value.ts';
import { WORKLOAD_TYPES } from '../workload.ts';
import { CONFIG_TYPES, configComponents } from './config-files.ts';
import { containerComponents } from './containers.ts';
import { saidInFile } from './hidden.ts';
import { KUBEADM_TYPES, kubeadmComponents } from './kubeadm.ts';
import { COMPONENT_NAMES, type Component, type Flag } from './types.ts';

/** Types that can set up a component; what checks over flags list in `types`. */
export const COMPONENT_TYPES: readonly string[] = [
  ...WORKLOAD_TYPES,
  ...CONFIG_TYPES,
  ...KUBEADM_TYPES,
  'ComponentFlags',
];

const cache = new WeakMap<Resource, readonly Component[]>();

/** The components of the control plane and of nodes that a resource sets up, each with its flags. Cached per resource. */
export function componentsOf(resource: Resource): readonly Component[] {
  let components = cache.get(resource);
  if (!components) cache.set(resource, (components = read(resource)));
  return components;
}

function read(resource: Resource): readonly Component[] {
  if (resource.type === 'ComponentFlags') return fileComponents(resource);
  if (CONFIG_TYPES.includes(resource.type)) return configComponents(resource);
  if (KUBEADM_TYPES.includes(resource.type)) return kubeadmComponents(resource);
  return containerComponents(resource);
}

/** A flags file as its source reads it: `{component, complete, flags: [{name, value}]}`. */
function fileComponents(resource: Resource): Component[] {
  const name = COMPONENT_NAMES.find((known) => known === resource.object['component']);
  if (!name) return [];
  const complete = resource.object['complete'] === true;
  const flags = asList(resource.object['flags']).flatMap((entry, i) => fileFlag(entry, i));
  return [
    {
      name,
      resource,
      form: 'arguments',
      where: '',
      flags,
      hidden: (flag) => !complete || saidInFile(name, flags, flag),
      slot: (flag) => ({ path: ['flags'], title: `--${flag}` }),
    },
  ];
}

function fileFlag(entry: Json, index: number): Flag[] {
  const name = asString(at(entry, 'name'));
  const value = asString(at(entry, 'value'));
  if (name === undefined) return [];
  return [{ name, value: value ?? 'true', bare: value === undefined, path: ['flags', index], title: `--${name}` }];
}
