import type { Place } from '../../model/place.ts';
import type { Origin, Resource } from '../../model/resource.ts';
import { groupOf } from '../../kubernetes/kinds.ts';
import { toResource } from '../../kubernetes/resource.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import { asObject, asString, isObject } from '../../std/value.ts';

/** API groups of component configuration that clusters keep in ConfigMaps (`kube-proxy`, `kubelet-config`, `kubeadm-config`). */
const GROUPS = new Set([
  'kubeproxy.config.k8s.io',
  'kubelet.config.k8s.io',
  'kubeadm.k8s.io',
  'apiserver.config.k8s.io',
  'audit.k8s.io',
]);

/** The component configuration that a ConfigMap carries as text, each with its place in the ConfigMap's file. */
export function embeddedConfigs(configMap: Resource): Resource[] {
  if (configMap.type !== 'ConfigMap') return [];
  return Object.entries(asObject(configMap.object['data'])).flatMap(([key, value]) =>
    typeof value === 'string' && mentionsGroup(value) ? readConfigs(configMap, key, value) : [],
  );
}

function mentionsGroup(text: string): boolean {
  return text.includes('k8s.io/') && [...GROUPS].some((group) => text.includes(`${group}/`));
}

function readConfigs(configMap: Resource, key: string, text: string): Resource[] {
  return parseManifests(text).documents.flatMap((document) => {
    const { value } = document;
    if (!isObject(value) || !GROUPS.has(groupOf(asString(value['apiVersion']) ?? ''))) return [];
    const origin: Origin = {
      file: configMap.origin.file,
      editable: false,
      locate: (path, prefer = 'key') => within(configMap, key, locate(text, document, path, prefer)),
    };
    return toResource(value, origin) ?? [];
  });
}

/** A line of a block scalar stands as many lines below its key; its column is not known, so the line is marked from 1. */
function within({ origin }: Resource, key: string, inner: { readonly line: number; readonly endLine: number }): Place {
  const entry = origin.locate(['data', key]);
  const whole = origin.locate(['data', key], 'value');
  if (whole.endLine <= entry.line + 1) return entry;
  const line = entry.line + inner.line;
  return { file: entry.file, line, column: 1, endLine: entry.line + inner.endLine, endColumn: 1 + entry.column };
}
