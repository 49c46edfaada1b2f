import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** Numbers that repeat: the same corpus on every machine (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface CorpusSize {
  readonly workloads: number;
  readonly others: number;
  readonly customResourceDefinitions: number;
}

/** The mix that was counted in 34 public repositories: a fifth of the objects are workloads, CRDs are four fifths of the bytes. */
export const REAL_MIX: CorpusSize = { workloads: 1318, others: 4988, customResourceDefinitions: 384 };

/** Writes a corpus of one file per object and gives its bytes. */
export function writeCorpus(folder: string, size: CorpusSize): { bytes: number; objects: number } {
  const next = random(1);
  let bytes = 0;
  const write = (kind: string, i: number, text: string) => {
    const into = join(folder, `${kind}-${i % 50}`);
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, `${kind}-${i}.yaml`), text);
    bytes += Buffer.byteLength(text);
  };
  for (let i = 0; i < size.workloads; i++) write('workload', i, workload(i, next));
  for (let i = 0; i < size.others; i++) write('other', i, OTHERS[i % OTHERS.length]!(i));
  for (let i = 0; i < size.customResourceDefinitions; i++) write('crd', i, definition(i, next));
  return { bytes, objects: size.workloads + size.others + size.customResourceDefinitions };
}

function workload(i: number, next: () => number): string {
  const kind = ['Deployment', 'Deployment', 'StatefulSet', 'DaemonSet'][i % 4]!;
  const hardened = next() < 0.4;
  const containers = 1 + Math.floor(next() * 3);
  return `# service ${i}, written by team ${i % 17}
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: service-${i}
  namespace: team-${i % 40}
  labels: &labels
    app.kubernetes.io/name: service-${i}
    app.kubernetes.io/part-of: "platform"
spec:${kind === 'DaemonSet' ? '' : `\n  replicas: ${1 + (i % 4)}`}${kind === 'StatefulSet' ? `\n  serviceName: service-${i}` : ''}
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${i}
        app.kubernetes.io/part-of: "platform"
    spec:
      serviceAccountName: service-${i}
      containers:
${Array.from({ length: containers }, (_, c) => container(i, c, hardened)).join('')}      volumes:
      - name: config
        configMap:
          name: service-${i}
`.replace(' &labels', '');
}

function container(i: number, c: number, hardened: boolean): string {
  const security = hardened
    ? `        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
          runAsNonRoot: true
          capabilities:
            drop: [ALL]
`
    : '';
  return `      - name: app-${c}
        image: registry.example.com/team-${i % 40}/service-${i}:1.${c}.${i % 90}
        args: ["--port=8080", '--verbose', --level=${i % 5}]
        ports:
        - containerPort: 8080
          name: http-${c}
        env:
        - name: DATABASE_HOST
          value: "db-${i % 30}.team-${i % 40}.svc"
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits:
            memory: 256Mi
        readinessProbe:
          httpGet:
            path: /ready
            port: 8080
${security}        volumeMounts:
        - name: config
          mountPath: /etc/app
`;
}

const OTHERS: readonly ((i: number) => string)[] = [
  (i) => `apiVersion: v1
kind: Service
metadata:
  name: service-${i}
  namespace: team-${i % 40}
spec:
  selector:
    app.kubernetes.io/name: service-${i % 1318}
  ports:
    - port: 80
      targetPort: 8080
`,
  (i) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: service-${i}
  namespace: team-${i % 40}
data:
  level: "${i % 5}"
  app.properties: |
    server.port=8080
    # a comment of the file, not of the manifest
    server.name=service-${i}
`,
  (i) => `apiVersion: v1
kind: ServiceAccount
metadata:
  name: service-${i}
  namespace: team-${i % 40}
automountServiceAccountToken: false
`,
  (i) => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: service-${i}
  namespace: team-${i % 40}
rules:
- apiGroups: [""]
  resources: ["configmaps", "endpoints"]
  verbs: ["get", "list", "watch"]
`,
  (i) => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: service-${i}
  namespace: team-${i % 40}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: service-${i - 1}
subjects:
- kind: ServiceAccount
  name: service-${i - 2}
  namespace: team-${i % 40}
`,
  (i) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: service-${i}
  namespace: team-${i % 40}
spec:
  podSelector:
    matchLabels: {app.kubernetes.io/name: service-${i % 1318}}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
`,
];

const WORDS =
  'The field names what the controller does when a request for the resource is made and how long it may take before it is given up'.split(
    ' ',
  );

function definition(i: number, next: () => number): string {
  const sentence = (words: number) =>
    Array.from({ length: words }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ');
  const properties = (depth: number, count: number): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, p) => [
        `field${depth}${p}`,
        depth > 0
          ? {
              description: `${sentence(25)}.`,
              type: 'object',
              properties: properties(depth - 1, count),
              required: [`field${depth - 1}0`],
            }
          : {
              description: `${sentence(18)}: "${sentence(4)}"\nMore on ${sentence(6)}.`,
              type: 'string',
              maxLength: 253,
            },
      ]),
    );
  return stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets${i}.example.com` },
    spec: {
      group: 'example.com',
      names: { kind: `Widget${i}`, plural: `widgets${i}` },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: properties(2, 6) } },
        },
      ],
    },
  });
}
