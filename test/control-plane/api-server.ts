import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Authority, createSigningKey, type Pair } from './certificates.ts';
import type { Daemon } from './processes.ts';

const START_SECONDS = 90;

interface Wish {
  readonly authority: Authority;
  readonly etcd: string;
  readonly port: number;
  readonly folder: string;
  /** Writes a file into the folder and gives its path. */
  readonly file: (name: string, text: string) => string;
}

/** Everything that changes something is logged with its metadata. */
const AUDIT_POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
`;

/** Flags of a kube-apiserver that is set up as a production one would be, but for its address. */
export async function apiServerFlagsOf({ authority, etcd, port, folder, file }: Wish): Promise<string[]> {
  const serving = await authority.issue({
    commonName: 'kube-apiserver',
    hosts: ['127.0.0.1', 'localhost', 'kubernetes.default.svc', '10.96.0.1'],
  });
  const signing = await createSigningKey();
  return [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${file('serving.crt', serving.certificate)}`,
    `--tls-private-key-file=${file('serving.key', serving.key)}`,
    `--client-ca-file=${file('ca.crt', authority.certificate)}`,
    `--service-account-key-file=${file('service-account.pub', signing.publicKey)}`,
    `--service-account-signing-key-file=${file('service-account.key', signing.privateKey)}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-cluster-ip-range=10.96.0.0/12',
    '--authorization-mode=Node,RBAC',
    '--enable-admission-plugins=NodeRestriction',
    '--profiling=false',
    `--audit-policy-file=${file('audit-policy.yaml', AUDIT_POLICY)}`,
    `--audit-log-path=${join(folder, 'audit.log')}`,
    '--allow-privileged=true',
  ];
}

/** Waits until the API server says that it is ready: its bootstrap policy and its namespaces are there. */
export async function ready(
  server: string,
  authority: Authority,
  pair: Pair,
  daemon: Daemon,
  log: string,
): Promise<void> {
  const agent = new Agent({ ca: authority.certificate, cert: pair.certificate, key: pair.key });
  let ended = false;
  void daemon.exited.then(() => (ended = true));
  const deadline = Date.now() + START_SECONDS * 1000;
  while (
    !(await answers(`${server}/readyz`, agent)) ||
    !(await answers(`${server}/api/v1/namespaces/default`, agent))
  ) {
    if (ended || Date.now() > deadline) {
      throw new Error(`kube-apiserver did not come up:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    await wait(100);
  }
  agent.destroy();
}

function answers(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request(url, { agent, timeout: 2000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(false));
    call.end();
  });
}
