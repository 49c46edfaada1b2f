import type { JsonObject } from '../../src/model/json.ts';

/** The pod number `i`: names, images, amounts and security settings vary. */
export function podAt(i: number): JsonObject {
  const containers = Array.from({ length: 1 + (i % 3) }, (_, n) => ({
    name: `c${n}`,
    image: `registry.example.com/team${i % 40}/app${n}:${i % 7 === 0 ? 'latest' : `1.${i % 90}.${n}`}`,
    resources: {
      requests: { cpu: `${100 + (i % 9) * 50}m`, memory: `${64 + (i % 5) * 64}Mi` },
      limits: { memory: '1Gi' },
    },
    ports: [{ containerPort: 8080 + n, ...(i % 50 === 0 && { hostPort: 8080 }) }],
    securityContext: {
      allowPrivilegeEscalation: i % 4 === 0,
      runAsNonRoot: i % 3 !== 0,
      privileged: i % 100 === 0,
      capabilities: { drop: ['ALL'], ...(i % 20 === 0 && { add: ['SYS_ADMIN'] }) },
    },
    env: [{ name: 'A', value: `${i}` }],
    livenessProbe: { httpGet: { path: '/', port: 8080 } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${i}`,
      namespace: `ns-${i % 60}`,
      labels: { app: `app-${i % 200}`, 'app.kubernetes.io/name': `app-${i % 200}` },
    },
    spec: {
      containers,
      ...(i % 5 === 0 && { initContainers: [{ ...containers[0], name: 'init' }] }),
      ...(i % 60 === 0 && { hostNetwork: true }),
      volumes: [i % 80 === 0 ? { name: 'data', hostPath: { path: '/var/run' } } : { name: 'data', emptyDir: {} }],
    },
  };
}
