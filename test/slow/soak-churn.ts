import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';

/** A kind that is churned: its collection, and how an object of it looks. */
interface Churned {
  readonly path: string;
  readonly body: (name: string, round: number) => object;
  /** The rest of it may not change. */
  readonly labelsOnly?: boolean;
}

const meta = (name: string, round: number) => ({ name, labels: { round: `r${round}` } });
const core = (kind: string) => ({ apiVersion: 'v1', kind });

const ACCOUNTS = '/api/v1/namespaces/soak/serviceaccounts';

const KINDS: readonly Churned[] = [
  {
    path: '/api/v1/namespaces/soak/configmaps',
    body: (name, round) => ({ ...core('ConfigMap'), metadata: meta(name, round), data: { round: String(round) } }),
  },
  {
    path: '/api/v1/namespaces/soak/secrets',
    body: (name, round) => ({ ...core('Secret'), metadata: meta(name, round), stringData: { round: String(round) } }),
  },
  {
    path: ACCOUNTS,
    body: (name, round) => ({ ...core('ServiceAccount'), metadata: meta(name, round) }),
  },
  {
    path: '/api/v1/namespaces/soak/pods',
    labelsOnly: true,
    body: (name, round) => ({
      ...core('Pod'),
      metadata: meta(name, round),
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          { name: 'c', image: `example.com/app:${round}`, securityContext: { privileged: round % 2 === 0 } },
        ],
      },
    }),
  },
  {
    path: '/apis/apps/v1/namespaces/soak/deployments',
    body: (name, round) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta(name, round),
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { hostNetwork: round % 2 === 0, containers: [{ name: 'c', image: 'example.com/app:1' }] },
        },
      },
    }),
  },
  {
    path: '/apis/rbac.authorization.k8s.io/v1/namespaces/soak/roles',
    body: (name, round) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: meta(name, round),
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: round % 2 === 0 ? ['*'] : ['get'] }],
    }),
  },
  {
    path: '/apis/networking.k8s.io/v1/namespaces/soak/networkpolicies',
    body: (name, round) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: meta(name, round),
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    }),
  },
];

/** A kind of its own that comes and goes, with its objects. */
const WIDGETS = '/apis/soak.example.com/v1/namespaces/soak/widgets';
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.soak.example.com' },
  spec: {
    group: 'soak.example.com',
    scope: 'Namespaced',
    names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

export interface Churn {
  /** Changes that the server took. */
  readonly done: { created: number; patched: number; deleted: number; refused: number };
  /** Creates objects until there are as many as there shall be. */
  fill(): Promise<void>;
  /** Changes things until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Makes the kind that comes and goes, with a few objects; or takes it away again. */
  toggleKind(): Promise<void>;
}

export interface ChurnOptions {
  readonly kubeconfig: string;
  readonly server: string;
  readonly perSecond: number;
  /** Objects of each kind, about. */
  readonly population: number;
  readonly random: () => number;
}

/** Creates, patches and deletes objects of several kinds at a steady rate, straight at the API server. */
export async function startChurn({ kubeconfig, server, perSecond, population, random }: ChurnOptions): Promise<Churn> {
  const call = caller(kubeconfig, server);
  const done = { created: 0, patched: 0, deleted: 0, refused: 0 };
  const names = new Map(KINDS.map((kind) => [kind, [] as string[]]));
  let round = 0;
  let widgets = false;
  await call('POST', '/api/v1/namespaces', { ...core('Namespace'), metadata: { name: 'soak' } });
  await call('POST', ACCOUNTS, { ...core('ServiceAccount'), metadata: { name: 'default' } });

  const create = async (kind: Churned) => {
    const number = ++round;
    const name = `o${number}`;
    if (await call('POST', kind.path, kind.body(name, number))) {
      names.get(kind)!.push(name);
      done.created++;
    } else done.refused++;
  };
  const change = async () => {
    const kind = KINDS[Math.floor(random() * KINDS.length)]!;
    const known = names.get(kind)!;
    const number = ++round;
    const dice = random();
    if (dice < 0.3 * (2 - known.length / population) || known.length === 0) await create(kind);
    else if (dice < 0.7) {
      const name = known[Math.floor(random() * known.length)]!;
      const body = kind.labelsOnly ? { metadata: meta(name, number) } : kind.body(name, number);
      if (await call('PATCH', `${kind.path}/${name}`, body)) done.patched++;
      else done.refused++;
    } else {
      const [name] = known.splice(Math.floor(random() * known.length), 1);
      if (await call('DELETE', `${kind.path}/${name}`)) done.deleted++;
      else done.refused++;
    }
  };

  return {
    done,
    async fill() {
      for (let i = 0; i < population; i++) await Promise.all(KINDS.map(create));
    },
    async run(signal) {
      const underWay = new Set<Promise<void>>();
      let due = performance.now();
      while (!signal.aborted) {
        due = Math.max(due + 1000 / perSecond, performance.now() - 1000);
        const early = due - performance.now();
        if (early > 2) await wait(early);
        const one = change().finally(() => underWay.delete(one));
        underWay.add(one);
        if (underWay.size >= 16) await Promise.race(underWay);
      }
      await Promise.all(underWay);
    },
    async toggleKind() {
      widgets = !widgets;
      if (widgets) await call('POST', DEFINITIONS, DEFINITION);
      else await call('DELETE', `${DEFINITIONS}/${DEFINITION.metadata.name}`);
      const amount = widgets ? 20 : 0;
      for (let i = 0; i < amount; i++) {
        await wait(250);
        const widget = { apiVersion: 'soak.example.com/v1', kind: 'Widget', metadata: { name: `w${i}` }, size: i };
        await call('POST', WIDGETS, widget);
      }
    },
  };
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: Readonly<Record<string, string>> }[];
}

/** Calls the API server; false where it says no, or is away. */
function caller(kubeconfig: string, server: string) {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
  const pem = (text: string | undefined) => Buffer.from(text ?? '', 'base64');
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 16,
    ca: pem(clusters[0]?.cluster['certificate-authority-data']),
    cert: pem(users[0]?.user['client-certificate-data']),
    key: pem(users[0]?.user['client-key-data']),
  });
  return (method: string, path: string, body?: object): Promise<boolean> =>
    new Promise((done) => {
      const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
      const query = method === 'DELETE' ? '?gracePeriodSeconds=0' : '';
      const sent = request(
        `${server}${path}${query}`,
        { method, agent, headers: { 'content-type': type }, timeout: 10_000 },
        (response) => {
          response.resume();
          response.on('end', () => done((response.statusCode ?? 500) < 300));
          response.on('error', () => done(false));
        },
      );
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => done(false));
      sent.end(body && JSON.stringify(body));
    });
}
