import { namespaceOf } from '../../../kubernetes/namespaces.ts';
import type { Json, Path } from '../../../model/json.ts';
import type { Resource } from '../../../model/resource.ts';
import { asObject, asString, at, show } from '../../../std/value.ts';
import { ALL_TCP, type Peer, type PodPick, type Policy, type Ports, type Rule } from '../policy.ts';
import type { Reading } from '../reading.ts';
import { isMeshWide, meshPods, MTLS, STRANGERS, workloadSelector } from './common.ts';

const LEVELS = { workload: 0, namespace: 1, mesh: 2 } as const;

/**
 * PeerAuthentication of security.istio.io: who must come with a certificate of the mesh. That of the workload comes before the
 * namespace's and the mesh's; of several the oldest (istio.io, "PeerAuthentication"). STRICT refuses what is plain text, and
 * so everybody outside the mesh; the other modes refuse nobody.
 */
export function readPeerAuthentication(resource: Resource, reading: Reading): Policy[] {
  const spec = asObject(resource.object['spec']);
  const level = levelOf(resource, reading);
  const older = olderOnes(resource, reading);
  if (level === undefined || (level !== 'workload' && older.length > 0)) return [];
  const ports = level === 'workload' ? portRules(spec['portLevelMtls'], reading) : [];
  const rules = [...ports, ...modeRules(at(spec, 'mtls', 'mode'), ['spec', 'mtls', 'mode'], ALL_TCP, reading)];
  const own: readonly Peer[] = [
    { kind: 'other', than: older.map((one) => ({ kind: 'pods', ...subjectOf(one, reading) })) },
  ];
  return [
    {
      resource,
      label: `PeerAuthentication ${namespaceOf(resource)}/${resource.name}`,
      ...MTLS,
      priority: LEVELS[level],
      closes: [],
      subject: subjectOf(resource, reading),
      ingress: older.length > 0 ? rules.map((rule) => ({ ...rule, own })) : rules,
    },
  ];
}

function subjectOf(resource: Resource, reading: Reading): PodPick {
  const selector = workloadSelector(at(resource.object, 'spec', 'selector'), ['spec', 'selector'], reading);
  return meshPods(levelOf(resource, reading) === 'mesh' ? undefined : namespaceOf(resource), selector);
}

/** A selector in the namespace of the mesh is not one of a workload: it does nothing. */
function levelOf(resource: Resource, reading: Reading): keyof typeof LEVELS | undefined {
  const labels = asObject(at(resource.object, 'spec', 'selector', 'matchLabels'));
  if (Object.keys(labels).length > 0) return isMeshWide(resource, reading) ? undefined : 'workload';
  return isMeshWide(resource, reading) ? 'mesh' : 'namespace';
}

/** Those that come before a policy of their level and namespace, by age and then by name. */
function olderOnes(resource: Resource, reading: Reading): readonly Resource[] {
  const level = levelOf(resource, reading);
  return reading.others
    .ofType(resource.type)
    .filter((one) => levelOf(one, reading) === level && namespaceOf(one) === namespaceOf(resource))
    .filter((one) => ageKey(one) < ageKey(resource));
}

function ageKey({ object, name }: Resource): string {
  return `${asString(at(object, 'metadata', 'creationTimestamp')) ?? ''} ${name}`;
}

function portRules(value: Json | undefined, reading: Reading): Rule[] {
  return Object.entries(asObject(value)).flatMap(([text, entry]) => {
    const path = ['spec', 'portLevelMtls', text];
    const port = Number(text);
    if (!(port >= 1 && port <= 65535)) reading.report(path, `${text} is no port`);
    const ports = { ranges: [{ protocol: 'TCP', from: port, to: port } as const], named: [] };
    return modeRules(at(entry, 'mode'), [...path, 'mode'], ports, reading);
  });
}

function modeRules(mode: Json | undefined, path: Path, ports: Ports, { report }: Reading): Rule[] {
  if (mode === undefined || mode === 'UNSET') return [];
  const rule = { path, name: show(mode), ports };
  const rest: Rule = { ...rule, action: 'pass', peers: undefined };
  if (mode === 'STRICT') return [{ ...rule, action: 'deny', peers: STRANGERS }, rest];
  if (mode !== 'PERMISSIVE' && mode !== 'DISABLE') report(path, `there is no mode ${show(mode)}`);
  return [rest];
}
