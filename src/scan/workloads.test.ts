import { expect, it } from 'vitest';
import { toResource } from '../kubernetes/resource.ts';
import { workloadOf } from '../kubernetes/workload.ts';
import { primeWorkloads } from './workloads.ts';

const WIDGET = {
  apiVersion: 'acme.io/v1',
  kind: 'Widget',
  metadata: { name: 'a' },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'a:1' }] } } },
};

it('a kind of the user is read as a workload also where somebody asked before it was known to be one', () => {
  const resource = toResource(WIDGET, {
    file: 'a.yaml',
    editable: false,
    locate: () => expect.fail('no place is asked'),
  })!;
  const before = workloadOf(resource);

  const aliases = primeWorkloads([resource], { 'Widget.acme.io': 'spec.template' });

  expect(before).toBeUndefined();
  expect(workloadOf(resource)?.containers.map(({ name }) => name)).toEqual(['main']);
  expect([...aliases]).toEqual([['Widget.acme.io', 'Deployment']]);
});
