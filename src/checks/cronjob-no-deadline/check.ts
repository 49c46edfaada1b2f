import { defineCheck } from '../../model/check.ts';
import { asObject } from '../../std/value.ts';

export default defineCheck({
  id: 'cronjob-no-deadline',
  title: 'CronJob has no starting deadline',
  severity: 'low',
  category: 'reliability',
  profile: 'all',
  why: 'After an outage the controller counts every start that it missed since the last one and gives up at a hundred; late runs may start at any hour.',
  remedy: 'Set `spec.startingDeadlineSeconds` to the delay after which a run is better skipped, at least ten seconds.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  types: ['CronJob'],
  find(resource) {
    const deadline = asObject(resource.object['spec'])['startingDeadlineSeconds'];
    if (deadline !== undefined && deadline !== null) return [];
    const path = ['spec', 'startingDeadlineSeconds'];
    return [
      {
        path,
        message: 'spec.startingDeadlineSeconds is not set',
        fix: { title: 'Skip runs that are five minutes late', safe: false, edits: [{ op: 'set', path, value: 300 }] },
      },
    ];
  },
});
