import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOOD, HOST_PID } from './manifests.ts';
import { castellan, folder, put, reportOf, start } from './run.ts';

/** What is wrong here can be repaired: safely at the container, unsafely at hostPID. */
const POD = `# kept: above
apiVersion: v1
kind: Pod # kept: beside
metadata:
  name: a
spec:
  hostPID: true # kept or gone with its line
  containers:
    - name: app
      image: "example/app:1" # kept: quotes

      # kept: a blank line above
      ports: [{containerPort: 8080}]
`;

const text = (cwd: string, file = 'a.yaml') => readFileSync(join(cwd, file), 'utf8');

describe('fix', () => {
  it('--dry-run shows a diff and writes nothing', async () => {
    const cwd = folder({ 'a.yaml': POD });
    const before = statSync(join(cwd, 'a.yaml')).mtimeMs;

    const ran = await castellan(['fix', '--dry-run', '--unsafe'], { cwd });

    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^--- a\/a\.yaml/m);
    expect(ran.stdout).toMatch(/^-\s+hostPID: true/m);
    expect(ran.stderr).toContain('Would fix');
    expect(text(cwd)).toBe(POD);
    expect(statSync(join(cwd, 'a.yaml')).mtimeMs).toBe(before);
  });

  it('shows a diff that patch(1) and git take', async () => {
    const cwd = folder({ 'a.yaml': POD });
    const { stdout } = await castellan(['fix', '--dry-run', '--unsafe'], { cwd });
    put(cwd, 'fix.patch', stdout);

    execFileSync('git', ['apply', 'fix.patch'], { cwd });
    const patched = text(cwd);
    writeFileSync(join(cwd, 'a.yaml'), POD);
    await castellan(['fix', '--unsafe'], { cwd });

    expect(text(cwd)).toBe(patched);
  });

  it('makes safe fixes alone unless told otherwise, and says what is left', async () => {
    const cwd = folder({ 'a.yaml': POD });

    const safe = await castellan(['fix'], { cwd });
    const afterSafe = text(cwd);
    const unsafe = await castellan(['fix', '--unsafe'], { cwd });

    expect([safe.code, unsafe.code]).toEqual([0, 0]);
    expect(safe.stderr).toContain('--unsafe');
    expect(afterSafe).toContain('hostPID: true');
    expect(text(cwd)).not.toContain('hostPID');
  });

  it('keeps comments, blank lines and quotes, and has nothing to do a second time', async () => {
    const cwd = folder({ 'a.yaml': POD });
    await castellan(['fix', '--unsafe'], { cwd });
    const once = text(cwd);

    const again = await castellan(['fix', '--unsafe'], { cwd });

    expect(once.match(/# kept: \w+/g)).toEqual(POD.match(/# kept: \w+/g));
    expect(once).toContain('"example/app:1"');
    expect(text(cwd)).toBe(once);
    expect(again.stderr).toContain('Nothing to fix');
    expect((await castellan(['fix', '--dry-run', '--unsafe'], { cwd })).code).toBe(0);
  });

  it('leaves accepted findings, other rules and other files alone', async () => {
    const accepted = HOST_PID.replace('hostPID: true', 'hostPID: true # castellan-ignore host-pid: needed');
    const cwd = folder({ 'a.yaml': accepted, 'b.yaml': HOST_PID, 'good.yaml': GOOD });

    await castellan(['fix', '--unsafe', '-r', 'host-pid', 'a.yaml', 'good.yaml'], { cwd });

    expect([text(cwd), text(cwd, 'b.yaml'), text(cwd, 'good.yaml')]).toEqual([accepted, HOST_PID, GOOD]);
  });

  it('keeps CRLF and a byte order mark', async () => {
    const cwd = folder({ 'a.yaml': `\ufeff${HOST_PID.replaceAll('\n', '\r\n')}` });

    await castellan(['fix', '--unsafe', '-r', 'host-pid'], { cwd });

    expect(text(cwd)).toBe(`\ufeff${HOST_PID.replace('  hostPID: true\n', '').replaceAll('\n', '\r\n')}`);
  });

  it('shows the diff for standard input', async () => {
    const ran = await castellan(['fix', '-', '--unsafe', '-r', 'host-pid'], { cwd: folder(), input: HOST_PID });

    expect(ran.stdout).toMatch(/^-\s+hostPID: true/m);
  });

  it('leaves a broken file as it is and says so by its exit code', async () => {
    const broken = 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n';
    const cwd = folder({ 'a.yaml': broken, 'b.yaml': HOST_PID });

    const { code } = await castellan(['fix', '--unsafe', '-r', 'host-pid'], { cwd });

    expect(code).toBe(3);
    expect(text(cwd)).toBe(broken);
    expect(text(cwd, 'b.yaml')).not.toContain('hostPID');
  });
});

describe('--changed-since', () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, stdio: 'pipe' });

  it('reports what differs from a commit: changed, new and in a folder below', async () => {
    const cwd = folder({ 'old.yaml': HOST_PID, 'changed.yaml': GOOD, 'sub/same.yaml': HOST_PID });
    git(cwd, 'init', '-q', '-b', 'main');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-q', '-m', 'one');
    put(cwd, 'changed.yaml', HOST_PID);
    put(cwd, 'sub/new é.yaml', HOST_PID);
    git(cwd, 'add', 'changed.yaml');

    const run = async (dir: string, ref: string) => {
      const ran = await castellan(['scan', '-f', 'json', '-r', 'host-pid', '--changed-since', ref], { cwd: dir });
      return ran.code === 2 ? ran.stderr : reportOf(ran.stdout).findings.map(({ place }) => place.file);
    };

    expect(await run(cwd, 'HEAD')).toEqual(['changed.yaml', 'sub/new é.yaml']);
    expect(await run(join(cwd, 'sub'), 'main')).toEqual(['new é.yaml']);
    expect(await run(cwd, 'no-such-branch')).toContain(
      `The changed files can't be told: there is no commit or branch "no-such-branch".`,
    );
    expect(await run(cwd, '--output=x')).toContain('castellan: ');
  });

  it('asks the repositories that hold the targets, wherever the caller stands', async () => {
    const above = folder({
      'one/a.yaml': HOST_PID,
      'one/b.yaml': HOST_PID,
      'two/k8s/c.yaml': GOOD,
      'two/d.yaml': GOOD,
    });
    for (const repository of ['one', 'two']) {
      const cwd = join(above, repository);
      git(cwd, 'init', '-q', '-b', 'main');
      git(cwd, 'add', '.');
      git(cwd, 'commit', '-q', '-m', repository);
    }
    for (const file of ['one/a.yaml', 'two/k8s/c.yaml', 'two/d.yaml']) put(above, file, `${HOST_PID}# changed\n`);
    const files = async (cwd: string, ...targets: string[]) => {
      const ran = await castellan(['scan', ...targets, '-f', 'json', '-r', 'host-pid', '--changed-since', 'HEAD'], {
        cwd,
      });
      return ran.code === 2 ? ran.stderr : reportOf(ran.stdout).findings.map(({ place }) => place.file);
    };

    expect(await files(above, 'one', 'two/k8s/*.yaml')).toEqual(['one/a.yaml', 'two/k8s/c.yaml']);
    expect(await files(join(above, 'one'), '../two/k8s')).toEqual(['c.yaml']);
    expect(await files(above, '.')).toContain('not a git repository');
  });
});

describe('watch', () => {
  it('scans again when a file changes, comes or goes', async () => {
    const cwd = folder({ 'a.yaml': GOOD });
    const child = start(['watch', '-r', 'host-pid'], { cwd });
    const said = { stdout: '', stderr: '' };
    let look = () => {};
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        said[name] += chunk;
        look();
      });
    }
    /** Waits for a report with these words and the line that ends its round; the two pipes keep no common order. */
    const until = (words: RegExp, round: string) =>
      new Promise<void>((resolve) => {
        look = () => {
          if (!words.test(said.stdout) || !said.stderr.includes(round)) return;
          said.stdout = said.stderr = '';
          resolve();
        };
        look();
      });
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));

    await until(/no findings/, 'scanned everything');
    put(cwd, 'a.yaml', HOST_PID);
    await until(/host-pid/, 'scanned a.yaml');
    put(cwd, 'a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n');
    await until(/syntax/, 'scanned a.yaml');
    put(cwd, 'a.yaml', GOOD);
    await until(/no findings/, 'scanned a.yaml');
    put(cwd, 'b.yaml', HOST_PID);
    await until(/b\.yaml:7/, 'scanned b.yaml');
    child.kill('SIGINT');

    expect(await ended).toBe(130);
  });
});
