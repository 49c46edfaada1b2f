import { parseAddress } from '../network/engine/address.ts';
import { asString, at } from '../std/value.ts';
import type { Fact } from './edge.ts';
import type { Vertex } from './vertices.ts';
import type { Node } from './world-pods.ts';
import type { World } from './world.ts';

/** Where AWS, Google Cloud and Azure serve metadata to instances. */
export const METADATA = parseAddress('169.254.169.254')!;

const CLOUDS = /^(?:aws|gce|azure|alicloud|openstack|digitalocean|hcloud|oci|ibm):/;

/** The cloud identity of a node, where its object says in which cloud it runs. */
export function instanceRole({ vertices }: World, { resource }: Node): { vertex: Vertex; fact: Fact } | undefined {
  const provider = asString(at(resource?.object, 'spec', 'providerID'));
  if (!resource || provider === undefined || !CLOUDS.test(provider)) return undefined;
  return {
    vertex: vertices.make('cloudrole', `cloudrole/node:${resource.name}`, ''),
    fact: { resource, path: ['spec', 'providerID'], note: `node ${resource.name} is ${provider}` },
  };
}
