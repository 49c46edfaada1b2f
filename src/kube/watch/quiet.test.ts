import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { isQuiet } from './quiet.ts';

const node: JsonObject = {
  kind: 'Node',
  metadata: { name: 'n1', uid: 'u', resourceVersion: '1', labels: { a: 'b' } },
  spec: { podCIDR: '10.0.0.0/24' },
  status: { nodeInfo: { kubeletVersion: 'v1.36.0' }, conditions: [{ type: 'Ready', lastHeartbeatTime: '1' }] },
};

it.each<[string, boolean, JsonObject]>([
  ['a heartbeat', true, { status: { ...(node['status'] as JsonObject), conditions: [{ lastHeartbeatTime: '2' }] } }],
  ['a new version alone', true, { metadata: { ...(node['metadata'] as JsonObject), resourceVersion: '2' } }],
  ['a status that goes', false, { status: undefined }],
  ['an upgraded kubelet', false, { status: { nodeInfo: { kubeletVersion: 'v1.36.1' } } }],
  ['a label', false, { metadata: { ...(node['metadata'] as JsonObject), labels: {} } }],
  ['another object of the same name', false, { metadata: { ...(node['metadata'] as JsonObject), uid: 'v' } }],
  ['a spec', false, { spec: { podCIDR: '10.0.1.0/24' } }],
  ['a field at the top', false, { data: { a: '1' } }],
])('%s is quiet: %s', (_name, quiet, change) => {
  expect(isQuiet(node, { ...node, ...change })).toBe(quiet);
});
