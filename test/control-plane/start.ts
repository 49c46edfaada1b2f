import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiServerFlagsOf, ready } from './api-server.ts';
import { findBinaries, missingBinaries } from './binaries.ts';
import { type Authority, createAuthority } from './certificates.ts';
import { kubeconfigText } from './kubeconfig.ts';
import { type Daemon, freePorts, startDaemon } from './processes.ts';

const ADDRESS = '127.0.0.1';

/** Who a kubeconfig speaks for. `days` is how long its certificate holds; negative for one that has expired. */
export interface User {
  readonly name: string;
  readonly groups?: readonly string[];
  readonly days?: number;
}

/** A running etcd, kube-apiserver and (unless it was not wanted) kube-controller-manager. */
export interface ControlPlane {
  /** `https://127.0.0.1:port` */
  readonly server: string;
  /** Path of a kubeconfig that may do everything; its context is `test`. */
  readonly kubeconfig: string;
  /** Folder with logs (`audit.log` among them), certificates and kubeconfigs; gone after `stop`. */
  readonly folder: string;
  /** `http://127.0.0.1:port` of etcd, without authentication. */
  readonly etcd: string;
  readonly authority: Authority;
  /** Runs kubectl as administrator (or with another kubeconfig by `--kubeconfig`) and gives its output. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Path of a kubeconfig for a user, by a client certificate. */
  kubeconfigFor(user: User): Promise<string>;
  /** Stops the API server and starts it again on the same port. */
  restartApiServer(): Promise<void>;
  stop(): Promise<void>;
}

export interface ControlPlaneOptions {
  /** Default true; without it nothing makes default service accounts, fills quotas or cleans up. */
  readonly controllerManager?: boolean;
  /** More flags of kube-controller-manager. */
  readonly controllerManagerFlags?: readonly string[];
  /** More flags of kube-apiserver. */
  readonly apiServerFlags?: readonly string[];
}

/**
 * Starts a control plane on free ports of the loopback interface: own certificates, RBAC and Node authorization, an audit log.
 * @throws Error with the end of the log where a part does not come up.
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const binaries = findBinaries();
  if (!binaries) throw new Error(missingBinaries());
  const folder = mkdtempSync(join(tmpdir(), 'castellan-control-plane-'));
  const [etcdPort, peerPort, apiPort, managerPort] = await freePorts(4);
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const authority = await createAuthority('castellan-test');
  const etcd = `http://${ADDRESS}:${etcdPort}`;
  const server = `https://${ADDRESS}:${apiPort}`;
  const daemons: Daemon[] = [];
  const start = (program: 'etcd' | 'kube-apiserver' | 'kube-controller-manager', flags: readonly string[]) => {
    const daemon = startDaemon(binaries[program], flags, join(folder, `${program}.log`));
    daemons.unshift(daemon);
    return daemon;
  };
  const stop = async () => {
    for (const daemon of daemons) await daemon.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const kubeconfigFor = async (user: User) => {
    const pair = await authority.issue({
      commonName: user.name,
      organizations: user.groups ?? [],
      ...(user.days !== undefined && { days: user.days }),
    });
    return file(`${user.name.replaceAll(/[^\w.-]/g, '-')}.kubeconfig`, kubeconfigText(server, authority, pair));
  };
  const startApiServer = async () => {
    const daemon = start('kube-apiserver', apiServerFlags);
    await ready(server, authority, admin, daemon, join(folder, 'kube-apiserver.log'));
    return daemon;
  };
  const admin = await authority.issue({ commonName: 'admin', organizations: ['system:masters'] });
  const apiServerFlags = [
    ...(await apiServerFlagsOf({ authority, etcd, port: apiPort!, folder, file })),
    ...(options.apiServerFlags ?? []),
  ];
  try {
    start('etcd', [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--listen-peer-urls=http://${ADDRESS}:${peerPort}`,
      '--unsafe-no-fsync',
    ]);
    let apiServer = await startApiServer();
    const kubeconfig = file('admin.kubeconfig', kubeconfigText(server, authority, admin));
    if (options.controllerManager ?? true) {
      start('kube-controller-manager', [
        `--kubeconfig=${await kubeconfigFor({ name: 'system:kube-controller-manager' })}`,
        `--service-account-private-key-file=${join(folder, 'service-account.key')}`,
        `--root-ca-file=${join(folder, 'ca.crt')}`,
        '--use-service-account-credentials=true',
        '--leader-elect=false',
        `--bind-address=${ADDRESS}`,
        `--secure-port=${managerPort}`,
        ...(options.controllerManagerFlags ?? []),
      ]);
    }
    return {
      server,
      kubeconfig,
      folder,
      etcd,
      authority,
      kubeconfigFor,
      kubectl: (args, input) => run(binaries.kubectl, [`--kubeconfig=${kubeconfig}`, ...args], input),
      async restartApiServer() {
        await apiServer.stop();
        daemons.splice(daemons.indexOf(apiServer), 1);
        apiServer = await startApiServer();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(path: string, args: readonly string[], input?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(path, [...args], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`kubectl ${args.join(' ')}: ${stderr.trim()}`, { cause: error }));
      else resolve(stdout);
    });
    child.stdin?.end(input);
  });
}
