/** A pod with nothing to find in the recommended profile. */
export const GOOD = `apiVersion: v1
kind: Pod
metadata:
  name: good
  namespace: web
spec:
  automountServiceAccountToken: false
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: app
      image: registry.example.com/app:1.2.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
      imagePullPolicy: IfNotPresent
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      livenessProbe: { httpGet: { path: /live, port: 8080 } }
      readinessProbe: { httpGet: { path: /ready, port: 8080 } }
      resources:
        requests: { cpu: 100m, memory: 64Mi }
        limits: { cpu: 100m, memory: 64Mi }
`;

/** `GOOD` with one finding of high severity, \`host-pid\`, on line 7. */
export const HOST_PID = GOOD.replace('spec:\n', 'spec:\n  hostPID: true\n').replace('name: good', 'name: bad');
