/* From a load balancer over a web server that may run commands in pods to a privileged agent, and so to the node. */
export const APP = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      containers:
        - {name: web, image: 'registry.example.com/web:1', ports: [{containerPort: 8080}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shell}
rules:
  - {apiGroups: [''], resources: [pods/exec], verbs: [create]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: web-shell}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: shell}
subjects:
  - {kind: ServiceAccount, name: web, namespace: shop}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: ops}
spec:
  template:
    metadata: {labels: {app: agent}}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: agent
          image: registry.example.com/agent:1
          securityContext: {privileged: true}
---
apiVersion: v1
kind: Secret
metadata: {name: card-key, namespace: vault}
`;
/** The same, but nobody may run commands in pods. */
export const UNBOUND = APP.replace(
  'name: web, namespace: shop}\n---\napiVersion: apps/v1\nkind: DaemonSet',
  'name: nobody, namespace: shop}\n---\napiVersion: apps/v1\nkind: DaemonSet',
);
