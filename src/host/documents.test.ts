import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { componentsOf } from '../kubernetes/component/components.ts';
import { toResource } from '../kubernetes/resource.ts';
import { evidenceGaps, withDocuments } from './documents.ts';
import { factsOf } from './facts.ts';

function resource(kind: string, object: JsonObject): Resource {
  const apiVersion = kind === 'NodeEvidence' ? 'castellan.dev/v1' : 'hostdata.kubescape.cloud/v1beta0';
  const whole = { apiVersion, kind, metadata: { name: 'n' }, ...object };
  return toResource(whole, {
    file: 'x',
    editable: true,
    locate: (path) => ({ file: path.join('.'), line: 1, column: 1, endLine: 1, endColumn: 1 }),
  })!;
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const AUDIT = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n';

describe('documents within evidence', () => {
  it('of NodeEvidence are resources with its places, named by the node', () => {
    const document = { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [] };

    const [, policy] = withDocuments(resource('NodeEvidence', { configurations: [{ document }] }));

    expect(policy).toMatchObject({ type: 'Policy', name: 'n', origin: { editable: false } });
    expect(policy!.origin.locate(['rules']).file).toBe('configurations.0.document.rules');
  });

  it('of the host scanner are decoded, and found at their quote', () => {
    const data = { APIServerInfo: { auditPolicyFile: { path: '/a', content: base64(AUDIT) } } };

    const [readable, policy] = withDocuments(resource('ControlPlaneInfo', { data }));

    expect(policy).toMatchObject({ type: 'Policy', object: { rules: [] } });
    expect(policy!.origin.locate(['rules']).file).toBe('data.APIServerInfo.auditPolicyFile.content');
    expect(factsOf(readable!).files).toMatchObject([{ role: 'audit-policy', file: '/a' }]);
  });

  it('that set up the kubelet are judged with its command line, not alone', () => {
    const data = { cmdLine: '/usr/bin/kubelet --config=/c', configFile: { content: base64('readOnlyPort: 1\n') } };

    const [kubelet, ...others] = withDocuments(resource('KubeletInfo', { data }));

    expect(others).toEqual([]);
    expect(componentsOf(kubelet!)[0]?.flags.map(({ name, value }) => [name, value])).toEqual([
      ['read-only-port', '1'],
      ['config', '/c'],
    ]);
  });

  it.each<JsonObject>([
    { data: { configFile: { content: '%%%' } } },
    { data: { configFile: { content: base64('[1]') } } },
    { data: { configFile: { content: 7 } } },
    { data: 7 },
    { data: { configFile: { content: base64('a: [') } } },
  ])('that cannot be read leave the resource as it is', (object) => {
    const one = resource('KubeletInfo', object);

    expect(withDocuments(one)).toEqual([one]);
  });
});

describe('what the collector could not read', () => {
  it('is a gap with its own reason', () => {
    const unread = [{ what: '/a', code: 'forbidden', reason: 'permission denied' }, { what: 7, code: [] }, 'x'];

    const gaps = evidenceGaps(resource('NodeEvidence', { unread }));

    expect(gaps.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'forbidden: /a of node n is not in the evidence: permission denied.',
      'unreadable: Something of node n is not in the evidence: no reason given.',
      'unreadable: Something of node n is not in the evidence: no reason given.',
    ]);
  });
});
