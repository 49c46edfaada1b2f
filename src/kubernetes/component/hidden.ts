import type { ComponentName, Flag } from './types.ts';

/** Which flag names the file that takes over other flags; `*` for all of them. */
const FILES: Partial<Readonly<Record<ComponentName, Readonly<Record<string, readonly string[] | '*'>>>>> = {
  'kube-apiserver': {
    'authorization-config': ['authorization-mode'],
    'authentication-config': ['anonymous-auth'],
    // OpenShift's own file, whose apiServerArguments are the flags.
    'openshift-config': '*',
  },
  'kube-controller-manager': { 'openshift-config': '*' },
  'kube-scheduler': { config: ['profiling'] },
  'kube-proxy': { config: '*' },
  kubelet: { config: '*', 'config-dir': '*' },
  etcd: { 'config-file': '*' },
};

/** A kubelet on a node always has flags; a command line without any is a stub that something else completes. */
export function isStub(component: ComponentName, flags: readonly Flag[]): boolean {
  return component === 'kubelet' && flags.length === 0;
}

/** Whether a configuration file that the flags name may say what this flag would. */
export function saidInFile(component: ComponentName, flags: readonly Flag[], flag: string): boolean {
  const files = FILES[component] ?? {};
  return flags.some(({ name }) => {
    const taken = Object.hasOwn(files, name) ? files[name] : undefined;
    return taken === '*' || taken?.includes(flag) === true;
  });
}
