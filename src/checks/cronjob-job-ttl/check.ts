import { defineCheck } from '../../model/check.ts';
import { at, show } from '../../std/value.ts';

const PATH = ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished'];

export default defineCheck({
  id: 'cronjob-job-ttl',
  title: 'Jobs of a CronJob expire by themselves',
  severity: 'info',
  category: 'reliability',
  profile: 'all',
  why: 'A lifetime on the jobs works against the history limits of the CronJob: failed runs are gone before anybody reads why they failed.',
  remedy: 'Remove the lifetime and set `successfulJobsHistoryLimit` and `failedJobsHistoryLimit` on the CronJob.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits'],
  types: ['CronJob'],
  find(resource) {
    const ttl = at(resource.object, ...PATH);
    if (ttl === undefined || ttl === null) return [];
    return [{ path: PATH, message: `ttlSecondsAfterFinished of the jobs is ${show(ttl)}` }];
  },
});
