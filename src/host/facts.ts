import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { asList, asNumber, asString, asStrings, at } from '../std/value.ts';
import { hostScannerFacts } from './host-scanner.ts';
import { nodeInfoFacts } from './node-info.ts';
import { modeIn, NO_FACTS, owner, type HostCertificate, type HostFacts, type HostFile } from './types.ts';

/** Types of resources that tell of a node. */
export const HOST_TYPES: readonly string[] = [
  'NodeEvidence',
  'NodeInfo',
  'KubeletInfo.hostdata.kubescape.cloud',
  'ControlPlaneInfo.hostdata.kubescape.cloud',
  'KubeProxyInfo.hostdata.kubescape.cloud',
  'CNIInfo.hostdata.kubescape.cloud',
];

const cache = new WeakMap<Resource, HostFacts>();

/** The facts about a node that a resource holds. Cached per resource. */
export function factsOf(resource: Resource): HostFacts {
  let facts = cache.get(resource);
  if (!facts) cache.set(resource, (facts = read(resource)));
  return facts;
}

function read(resource: Resource): HostFacts {
  if (resource.type === 'NodeEvidence') return ownFacts(resource.object);
  if (resource.type === 'NodeInfo') return { ...NO_FACTS, files: nodeInfoFacts(resource.object) };
  return HOST_TYPES.includes(resource.type) ? { ...NO_FACTS, ...hostScannerFacts(resource) } : NO_FACTS;
}

function ownFacts(object: JsonObject): HostFacts {
  return {
    distribution: asString(object['distribution']) ?? '',
    files: ownFiles(object),
    certificates: ownCertificates(object),
    kubeconfigs: asList(object['kubeconfigs']).map((entry, i) => ({
      role: asString(at(entry, 'role')) ?? '',
      file: asString(at(entry, 'path')) ?? '',
      path: ['kubeconfigs', i],
      insecure: at(entry, 'insecure') === true,
      embedded: asList(at(entry, 'users')).flatMap((user) => asStrings(at(user, 'embedded'))),
    })),
    networks: asList(object['networks']).flatMap((entry, i) => {
      const name = asString(at(entry, 'name'));
      return name === undefined ? [] : [{ name, path: ['networks', i, 'name'] }];
    }),
  };
}

function ownFiles(object: JsonObject): HostFile[] {
  return asList(object['files']).flatMap((entry, i): HostFile[] => {
    const role = asString(at(entry, 'role'));
    if (role === undefined) return [];
    const mode = modeIn(asString(at(entry, 'mode')));
    const user = owner(asString(at(entry, 'user')), asNumber(at(entry, 'uid')));
    const group = owner(asString(at(entry, 'group')), asNumber(at(entry, 'gid')));
    return [
      {
        role,
        file: asString(at(entry, 'path')) ?? '',
        path: ['files', i],
        ...(mode !== undefined && { mode }),
        ...(user !== undefined && { user }),
        ...(group !== undefined && { group }),
      },
    ];
  });
}

function ownCertificates(object: JsonObject): HostCertificate[] {
  return asList(object['certificates']).map((entry, i) => ({
    role: asString(at(entry, 'role')) ?? '',
    file: asString(at(entry, 'path')) ?? '',
    path: ['certificates', i],
    subject: asString(at(entry, 'subject')) ?? '',
    root: at(entry, 'ca') === true && at(entry, 'subject') === at(entry, 'issuer'),
    notAfter: asString(at(entry, 'notAfter')) ?? '',
    algorithm: asString(at(entry, 'key', 'algorithm')) ?? '',
    bits: asNumber(at(entry, 'key', 'bits')),
    signature: asString(at(entry, 'signature')) ?? '',
  }));
}
