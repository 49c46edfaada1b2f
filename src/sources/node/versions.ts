import { execFile } from 'node:child_process';
import { asList, asString, at } from '../../std/value.ts';
import { VERSIONED } from '../../host/evidence.ts';
import { objectIn } from './configurations.ts';
import type { Survey } from './survey.ts';

/** Runs a program of the node with fixed arguments and gives what it prints. */
export type RunProgram = (path: string, args: readonly string[]) => Promise<string>;

/** What `name` is called on disk where that differs. */
const PROGRAMS: Partial<Readonly<Record<(typeof VERSIONED)[number], string>>> = { docker: 'dockerd' };
/** Programs that are asked for their version; those of the control plane run as pods, whose images tell. */
const ASKED = ['kubelet', 'etcd', 'containerd', 'crio', 'runc', 'docker', 'k3s', 'rke2'] as const;
const FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/bin',
  '/opt/cni/bin',
  '/home/kubernetes/bin',
  '/var/lib/rancher/rke2/bin',
];
const VERSION = /\bv?\d{1,4}\.\d{1,4}\.\d{1,4}(?:[-+][0-9A-Za-z.+-]{1,64})?/;

/** Versions of Kubernetes and of the runtimes: from images and paths, and from programs where the root is `/`. */
export async function readVersions(survey: Survey, run: RunProgram | undefined): Promise<Record<string, string>> {
  const versions = new Map<string, string>([...fromPaths(survey), ...fromImages(survey)]);
  for (const name of ASKED) {
    const path = programOf(survey, PROGRAMS[name] ?? name);
    if (!path || (versions.has(name) && name !== 'kubelet')) continue;
    const version = run && (await ask(survey, path, run));
    if (version) versions.set(name, version);
    else if (!run && !versions.has(name)) {
      const reason = 'programs are asked only where the root is /';
      survey.unread.add({ what: `the version of ${path}`, code: 'unsupported', reason });
    }
  }
  return Object.fromEntries(VERSIONED.flatMap((name) => (versions.has(name) ? [[name, versions.get(name)!]] : [])));
}

/** Only what root alone can have put there is run. */
function programOf({ root }: Survey, name: string): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${name}`).find((path) => {
    const seen = root.stat(path);
    return seen && 'value' in seen && seen.value.isFile();
  });
}

async function ask({ root, unread }: Survey, path: string, run: RunProgram): Promise<string | undefined> {
  const seen = root.stat(path);
  const what = `the version of ${path}`;
  if (!seen || !('value' in seen) || seen.value.uid !== 0 || (seen.value.mode & 0o022) !== 0) {
    unread.add({ what, code: 'unsupported', reason: 'others than root can change the program, so it is not run' });
    return undefined;
  }
  try {
    const version = VERSION.exec(await run(path, ['--version']))?.[0];
    if (!version) unread.add({ what, code: 'syntax', reason: 'what it prints holds no version' });
    return version;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    unread.add({ what, code: 'unreadable', reason: `it could not be run (${code ?? 'timeout'})` });
    return undefined;
  }
}

/** minikube and RKE2 keep the kubelet in a folder named by its version. */
function fromPaths({ processes }: Survey): [string, string][] {
  return processes.flatMap(({ name, args }): [string, string][] => {
    const version = /\/(v\d+\.\d+\.\d+[^/]*)\//.exec(args[0] ?? '')?.[1];
    return name === 'kubelet' && version ? [[name, version]] : [];
  });
}

/** The tags of the images in the manifests of static pods. */
function fromImages({ files, root, unread }: Survey): [string, string][] {
  const roles = ['apiserver-manifest', 'controller-manager-manifest', 'scheduler-manifest', 'etcd-manifest'] as const;
  return files.of(...roles).flatMap(({ path }) => {
    const text = unread.take(root.text(path));
    const pod = text === undefined ? undefined : objectIn(text);
    return asList(at(pod, 'spec', 'containers')).flatMap((container): [string, string][] => {
      const name = asString(at(container, 'name')) ?? '';
      const tag = /:([^:/@]+)(?:@|$)/.exec(asString(at(container, 'image')) ?? '')?.[1];
      const known = VERSIONED.find((candidate) => candidate === name);
      return known && tag && VERSION.test(tag) ? [[known, tag]] : [];
    });
  });
}

/** The real thing: no shell, an absolute path, an empty environment, five seconds. */
export const runProgram: RunProgram = (path, args) =>
  new Promise((resolve, reject) => {
    const options = { timeout: 5_000, maxBuffer: 64 * 1024, env: {}, cwd: '/' };
    execFile(path, [...args], options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
