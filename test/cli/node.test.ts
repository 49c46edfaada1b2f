import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeRoot } from '../node/fake-root.ts';
import { castellan, folder } from './run.ts';

const root = fakeRoot({
  files: { '/etc/kubernetes/admin.conf': { text: 'users: []\n', mode: 0o644 } },
  processes: [['/usr/bin/kubelet', '--anonymous-auth=true'], ['kube-apiserver']],
});
const collect = ['node', 'collect', '--root', root, '--now', '2026-11-21T12:00:00Z'];

it('collects the evidence of a node, which a scan then judges', async () => {
  const cwd = folder();

  const collected = await castellan([...collect, '--node-name', 'cp-1', '-o', 'cp-1.json'], { cwd });
  const scanned = await castellan(['scan', '-f', 'json', 'cp-1.json'], { cwd });

  expect(collected).toMatchObject({ code: 0, stdout: '' });
  expect(collected.stderr).toMatch(/^Collected \d+ files? of cp-1/);
  expect(statSync(join(cwd, 'cp-1.json')).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(join(cwd, 'cp-1.json'), 'utf8'))).toMatchObject({ kind: 'NodeEvidence' });
  expect(scanned.code).toBe(1);
  expect(scanned.stdout).toContain('"admin-kubeconfig-permissions"');
  expect(scanned.stdout).toContain('"kubelet-anonymous-auth"');
});

it('writes to standard output, the same bytes each time, and takes them from standard input', async () => {
  const cwd = folder();

  const first = await castellan(collect, { cwd });
  const again = await castellan(collect, { cwd });
  const scanned = await castellan(['scan', '-f', 'json', '-'], { cwd, input: first.stdout });

  expect(again.stdout).toBe(first.stdout);
  expect(scanned.stdout).toContain('"subject"');
  expect(scanned.code).toBe(1);
});

it.each([
  [['node', 'collect', '--root', '/no/such/folder'], 'is no folder'],
  [['node', 'collect', '--root', root, '-o', '/no/such/folder/x.json'], "can't be written"],
  [['node', 'collect', '--root', root, '--now', 'soon'], 'is no time'],
  [['node', 'gather'], 'collect'],
])('%s is a mistake of the user', async (args, said) => {
  const { code, stderr } = await castellan(args, { cwd: folder() });

  expect(code).toBe(2);
  expect(stderr).toContain(said);
});
