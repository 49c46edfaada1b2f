import { describe, expect, it } from 'vitest';
import { castellan, folder } from '../cli/run.ts';

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {containers: [{name: c, image: x}]}
---
`;
const policy = (port: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: ${port}}]}]
`;
const antrea = `---
apiVersion: crd.antrea.io/v1beta1
kind: NetworkPolicy
metadata: {name: c, namespace: shop}
spec: {}
`;
const cilium = `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: c, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: db}}
  ingress:
  - fromEndpoints: [{matchLabels: {app: web}}]
    toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET, path: /public}]}}]
`;
const pods = pod('web') + pod('db');
const cwd = folder({
  'old/a.yaml': pods + policy('5432'),
  'new/a.yaml': pods + policy('5433'),
  'bad/a.yaml': pods + policy('0'),
  'antrea/a.yaml': pods + antrea,
  'cilium/a.yaml': pods + cilium,
});
const network = (...args: string[]) => castellan(['network', ...args], { cwd });

describe('castellan network', () => {
  it('lists what is asked for', async () => {
    const { code, stdout } = await network('list', 'old', '--to', 'shop/db', '--port', '5432', '-f', 'csv');

    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'src,dst,conns,network,notes\nshop/web[Pod],shop/db[Pod],TCP 5432,,\n',
    });
    expect((await network('list', 'old', '--external', '--to', 'db')).stdout).toBe('No connection is allowed.\n');
  });

  it('tells what is asked beyond ports with each connection', async () => {
    const note = 'only HTTP GET /public (CiliumNetworkPolicy shop/c)';
    const list = async (format: string) => (await network('list', 'cilium', '--to', 'shop/db', '-f', format)).stdout;

    expect(await list('text')).toBe(`shop/web[Pod] => shop/db[Pod] : TCP 80  [${note}]\n`);
    expect(await list('csv')).toBe(`src,dst,conns,network,notes\nshop/web[Pod],shop/db[Pod],TCP 80,,${note}\n`);
    expect(JSON.parse(await list('json'))).toMatchObject([{ notes: [note] }]);
    expect(await list('html')).toContain(note);
  });

  it('says why, what is exposed, and what a change does', async () => {
    expect((await network('why', 'internet', 'db', 'old')).stdout).toContain(
      'NetworkPolicy shop/db, no rule allows it',
    );
    expect((await network('exposure', 'old', '-f', 'csv')).stdout).toContain('shop/db[Pod],egress,unprotected,');
    expect((await network('diff', 'old', 'new')).stdout).toBe(
      '~ shop/web[Pod] => shop/db[Pod] : TCP 5432 -> TCP 5433  [~NetworkPolicy shop/db]\n',
    );
    expect((await network('why', 'web', 'db', 'cilium')).stdout).toContain(
      'CiliumNetworkPolicy shop/c, rule #1, only HTTP GET /public  cilium/a.yaml',
    );
  });

  it('answers nothing from a policy that the API server refuses, and says what it leaves out', async () => {
    const bad = await network('list', 'bad');
    const partial = await network('list', 'antrea');

    expect(bad).toMatchObject({ code: 2, stdout: '' });
    expect(bad.stderr).toContain('bad/a.yaml:16: NetworkPolicy db: 0 is no port.');
    expect(partial.code).toBe(3);
    expect(partial.stderr).toContain('The NetworkPolicy c also decides');
    expect((await network('why', 'nobody', 'db', 'old')).code).toBe(2);
    expect((await network('list', 'old', '--port', 'x')).code).toBe(2);
  });
});
