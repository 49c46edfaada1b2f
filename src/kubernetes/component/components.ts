import type { Resource } from '../../model/resource.ts';
import { WORKLOAD_TYPES } from '../workload.ts';
import { CONFIG_TYPES, configComponents } from './config-files.ts';
import { containerComponents } from './containers.ts';
import { fileComponents } from './flags-file.ts';
import { FOREIGN_TYPES, foreignComponents } from './foreign-evidence.ts';
import { KUBEADM_TYPES, kubeadmComponents } from './kubeadm.ts';
import { evidenceComponents } from './node-evidence.ts';
import type { Component } from './types.ts';

/** Types that can set up a component; what checks over flags list in `types`. */
export const COMPONENT_TYPES: readonly string[] = [
  ...WORKLOAD_TYPES,
  ...CONFIG_TYPES,
  ...KUBEADM_TYPES,
  'ComponentFlags',
  'NodeEvidence',
  ...FOREIGN_TYPES,
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
  if (resource.type === 'NodeEvidence') return evidenceComponents(resource);
  if (FOREIGN_TYPES.includes(resource.type)) return foreignComponents(resource);
  if (CONFIG_TYPES.includes(resource.type)) return configComponents(resource);
  if (KUBEADM_TYPES.includes(resource.type)) return kubeadmComponents(resource);
  return containerComponents(resource);
}
