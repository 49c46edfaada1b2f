/** A stream of `count` Deployments with a Service each, as people write them. */
export function workloads(count: number): string {
  return Array.from({ length: count }, (_, index) => workload(index)).join('');
}

function workload(index: number): string {
  const name = `service-${index}`;
  return `---
# ${name}: generated for measuring
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: team-${index % 17}
  labels: {app: ${name}, tier: backend}
  annotations:
    description: "The service number ${index} of the platform"
spec:
  replicas: ${1 + (index % 5)}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
        fsGroup: 2000
      containers:
      - name: main
        image: registry.example.com/platform/${name}:1.${index}.0
        args: ["--port=8080", "--verbose"]
        command:
        - /bin/sh
        - -c
        - |
          set -e
          exec /app/server --name ${name}
        env:
        - name: DATABASE_HOST
          value: postgres.data.svc.cluster.local
        - name: PASSWORD
          valueFrom:
            secretKeyRef:
              name: ${name}-database
              key: password
        ports:
        - containerPort: 8080
          protocol: TCP
        resources:
          requests: {cpu: 100m, memory: 128Mi}
          limits:
            memory: 256Mi
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop: [ALL]
        livenessProbe:
          httpGet:
            path: /healthz
            port: 8080
          initialDelaySeconds: 10
        volumeMounts:
        - name: tmp
          mountPath: /tmp
      volumes:
      - name: tmp
        emptyDir: {}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
  - port: 80
    targetPort: 8080
`;
}
