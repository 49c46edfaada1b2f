import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const KUBERNETES = '1.36.3';
export const ETCD = '3.6.16';

/** Programs of a control plane and the Go packages that they are built from; `go/go.mod` pins their versions. */
const PACKAGES = {
  etcd: 'go.etcd.io/etcd/server/v3',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
} as const;

export type Program = keyof typeof PACKAGES;
export type Binaries = Readonly<Record<Program, string>>;

const PROGRAMS = Object.keys(PACKAGES) as Program[];
/** A cold build on two cores takes ten minutes; whoever waits for another's gives up after this. */
const BUILD_MINUTES = 40;

/** Where built programs are kept: outside the tree, by version. */
export function cacheFolder(): string {
  const base = process.env['CASTELLAN_CONTROL_PLANE'] ?? join(homedir(), '.cache', 'castellan-control-plane');
  return join(base, `kubernetes-${KUBERNETES}-etcd-${ETCD}`);
}

/** Programs that are there: in `KUBEBUILDER_ASSETS` where it is set, else in the cache. Never builds. */
export function findBinaries(): Binaries | undefined {
  const folders = [process.env['KUBEBUILDER_ASSETS'], cacheFolder()].filter((folder) => folder !== undefined);
  const found = PROGRAMS.map((name) => [name, folders.map((f) => join(f, name)).find(isExecutable)] as const);
  return found.every(([, path]) => path !== undefined) ? (Object.fromEntries(found) as Binaries) : undefined;
}

/** Why tests against a control plane can't run here; undefined where they can. */
export function missingBinaries(): string | undefined {
  if (findBinaries()) return undefined;
  return 'no control plane here: `npm run test:cluster` builds it where Go is installed, or set KUBEBUILDER_ASSETS';
}

/** Builds what is missing into the cache; undefined where there is no Go. Two processes never build at once. */
export async function buildBinaries(say: (line: string) => void): Promise<Binaries | undefined> {
  if (findBinaries()) return findBinaries();
  if (!hasGo()) return undefined;
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  await alone(join(folder, 'building'), async () => {
    for (const name of PROGRAMS) {
      if (isExecutable(join(folder, name))) continue;
      say(`building ${name} (once, up to some minutes)`);
      await goBuild(name, folder);
    }
  });
  return findBinaries();
}

async function goBuild(name: Program, folder: string): Promise<void> {
  const versions = `-X k8s.io/component-base/version.gitVersion=v${KUBERNETES}`;
  const [major, minor] = KUBERNETES.split('.');
  const flags = `-s -w ${versions} -X k8s.io/component-base/version.gitMajor=${major} -X k8s.io/component-base/version.gitMinor=${minor}`;
  const partial = join(folder, `${name}.partial`);
  const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', flags, '-o', partial, PACKAGES[name]];
  const child = spawn('go', args, {
    cwd: join(import.meta.dirname, 'go'),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`go build of ${name} ended with ${code}`);
  renameSync(partial, join(folder, name));
}

/** Holds a folder as a lock; one that was left behind by a killed build is taken over when it is old. */
async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > BUILD_MINUTES * 60_000) rmdirSync(lock);
      else await wait(1000);
    }
  }
  try {
    await work();
  } finally {
    rmdirSync(lock);
  }
}

function hasGo(): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => isExecutable(join(folder, 'go')));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
