import { defineCheck } from '../../model/check.ts';
import type { Resource } from '../../model/resource.ts';
import { asList, asObject, at } from '../../std/value.ts';

export default defineCheck({
  id: 'job-no-ttl',
  title: 'Finished job is never removed',
  severity: 'info',
  category: 'reliability',
  profile: 'all',
  why: 'Jobs that nobody removes pile up with their pods and logs, which burdens the API server and keeps old secrets in old environments readable.',
  remedy: 'Set `spec.ttlSecondsAfterFinished`.',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  types: ['Job'],
  find(resource) {
    const ttl = asObject(resource.object['spec'])['ttlSecondsAfterFinished'];
    if ((ttl ?? null) !== null || isOwned(resource)) return [];
    const path = ['spec', 'ttlSecondsAfterFinished'];
    return [
      {
        path,
        message: 'spec.ttlSecondsAfterFinished is not set',
        fix: { title: 'Remove the job a day after it ends', safe: false, edits: [{ op: 'set', path, value: 86_400 }] },
      },
    ];
  },
});

/** Whoever made the job removes it: a CronJob by its history limits, others by garbage collection. */
function isOwned({ object }: Resource): boolean {
  return asList(at(object, 'metadata', 'ownerReferences')).some((owner) => at(owner, 'controller') !== false);
}
