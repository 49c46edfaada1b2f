/* The files behind the sample report. Test support. */
export const SOURCES: Readonly<Record<string, string>> = {
  'deploy/checkout.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: checkout
  namespace: shop
spec:
  replicas: 3
  selector:
    matchLabels: {app: checkout}
  template:
    metadata:
      labels: {app: checkout}
    spec:
      initContainers:
        - name: migrate
          image: registry.example/migrate:latest
      containers:
        - name: app
          image: registry.example/checkout
          securityContext:
            allowPrivilegeEscalation: true
          env:
            - name: LOG_LEVEL
              value: info
            - name: DB_PASSWORD
              value: correct-horse-battery-staple
          resources:
            requests: {cpu: 100m, memory: 64Mi}
`,
  'deploy/größe.yaml': `apiVersion: v1
kind: Service
metadata:
  name: größe # castellan:ignore load-balancer-open -- public shop, behind the WAF
  namespace: shop
spec:
  type: LoadBalancer
  ports: [{port: 443}]
`,
  'deploy/node-agent.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-agent
  namespace: ops
spec:
  selector:
    matchLabels: {app: node-agent}
  template:
    metadata:
      labels: {app: node-agent}
    spec:
      hostPID: true
      containers:
        - name: agent
          image: registry.example/agent:1.4.2@sha256:0f5c2a6f7d8e9b1c3a4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f70819203 # built by the platform team
          securityContext:
            privileged: true
`,
  'images/api/Dockerfile': `FROM docker.io/library/node:24-slim
WORKDIR /app
COPY . .
CMD ["node", "server.js"]
`,
  'rbac/ci.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ci-admin
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: ci
    namespace: ci
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: runner
  namespace: ci
spec:
  template:
    spec:
      serviceAccountName: ci
`,
};
