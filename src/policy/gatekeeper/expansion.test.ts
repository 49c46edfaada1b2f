import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';
import { expanderOf } from './expansion.ts';
import { constraint, mutator, set, subject, TEMPLATE } from './sample.ts';

function expansion(kind: string, source: string, made: string, more: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'expansion.gatekeeper.sh/v1alpha1',
    kind: 'ExpansionTemplate',
    metadata: { name: `${kind}s`.toLowerCase() },
    spec: {
      applyTo: [{ groups: ['apps'], versions: ['v1'], kinds: [kind] }],
      templateSource: source,
      generatedGVK: { group: made === 'Pod' ? '' : 'apps', version: 'v1', kind: made },
      ...more,
    },
  };
}

const DEPLOYMENT: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: { labels: { owner: 'pink' } }, spec: {} } },
};
const PODS: JsonObject = { match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] } };

function results(...documents: readonly JsonObject[]) {
  const policy = compilePolicy(constraint(PODS), undefined, [TEMPLATE, ...documents]);
  return policy.evaluate(subject(DEPLOYMENT), 'validate', {});
}

describe('what a workload makes', () => {
  it('is judged with it, and told as its own', () => {
    const policy = compilePolicy(constraint(PODS), undefined, [
      TEMPLATE,
      expansion('Deployment', 'spec.template', 'Pod'),
    ]);

    expect(policy.mayMatch('apps', 'v1', 'Deployment', '')).toBe(true);
    expect(policy.evaluate(subject(DEPLOYMENT), 'validate', {})).toMatchObject([
      { status: 'fail', message: '[Implied by deployments] the owner pink is none of ours', actions: ['Deny'] },
    ]);
  });

  it('is nothing without an expansion', () => {
    expect(results()).toEqual([]);
  });

  it('may have an action of its own', () => {
    const made = results(expansion('Deployment', 'spec.template', 'Pod', { enforcementAction: 'warn' }));

    expect(made).toMatchObject([{ status: 'fail', actions: ['Warn'] }]);
  });

  it('has a name, a place and an owner, and is changed by mutators that are not about originals', () => {
    const generated = { match: { source: 'Generated' } };
    const documents = [
      expansion('Deployment', 'spec.template', 'Pod'),
      mutator('AssignMetadata', 'metadata.labels.made', set('yes'), generated),
      { ...mutator('AssignMetadata', 'metadata.labels.no', set('x'), { match: { source: 'Original' } }) },
    ];

    const [made] = expanderOf(documents).expand(subject(DEPLOYMENT), {});

    expect(made?.subject.object['metadata']).toEqual({
      name: 'web-pod',
      namespace: 'shop',
      labels: { owner: 'pink', made: 'yes' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: '' }],
    });
  });

  it('is made by no expansion that makes what it is about', () => {
    const endless = Array.from({ length: 8 }, () => expansion('Deployment', 'metadata', 'Deployment'));

    const made = expanderOf([...endless, expansion('Deployment', 'spec.template', 'Pod')]).expand(
      subject(DEPLOYMENT),
      {},
    );

    expect(made.map(({ subject: { object } }) => object['kind'])).toEqual(['Pod']);
  });

  it('is an error where expansions multiply', () => {
    const kinds = ['Deployment', 'A', 'B', 'C', 'D', 'E', 'F', 'Pod'];
    const steps = kinds.slice(1).flatMap((to, i) => {
      const one = expansion(kinds[i] ?? '', 'metadata', to);
      return Array.from({ length: 6 }, () => one);
    });

    expect(results(...steps)).toMatchObject([{ status: 'error', message: 'expansions make more than 1000 objects' }]);
  });

  it('is made anew for another object', () => {
    const { expand } = expanderOf([expansion('Deployment', 'spec.template', 'Pod')]);
    const other = { ...DEPLOYMENT, metadata: { name: 'other', namespace: 'shop' } };

    const names = [DEPLOYMENT, other, DEPLOYMENT].map((one) => expand(subject(one), {})[0]?.subject.object['metadata']);

    expect(names).toMatchObject([{ name: 'web-pod' }, { name: 'other-pod' }, { name: 'web-pod' }]);
  });

  it.each<[string, JsonObject]>([
    ['without end', expansion('Deployment', 'spec.template', 'Deployment')],
    ['needs a templateSource', expansion('Deployment', '', 'Pod')],
    ['needs generatedGVK', expansion('Deployment', 'spec', 'Pod', { generatedGVK: {} })],
    ['needs applyTo', expansion('Deployment', 'spec', 'Pod', { applyTo: [] })],
    ['is not deny', expansion('Deployment', 'spec', 'Pod', { enforcementAction: 'never' })],
  ])('is refused where it %s', (message, document) => {
    expect(() => compilePolicy(document, undefined, [document])).toThrow(message);
  });
});
