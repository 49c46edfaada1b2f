import { workloadOf } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';
import { asString } from '../../std/value.ts';

export default defineCheck({
  id: 'job-restart-policy',
  title: 'Job has a restart policy that jobs may not have',
  severity: 'medium',
  category: 'reliability',
  profile: 'recommended',
  why: 'The API server refuses a job whose pods restart always, which is also what a missing policy means.',
  remedy: 'Set `restartPolicy` to Never or OnFailure.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template'],
  types: ['Job', 'CronJob'],
  find(resource) {
    const workload = workloadOf(resource);
    const policy = asString(workload?.pod['restartPolicy']) ?? 'Always';
    if (!workload || workload.containers.length === 0 || policy === 'Never' || policy === 'OnFailure') return [];
    return [{ path: [...workload.path, 'restartPolicy'], message: `the restart policy is ${policy}` }];
  },
});
