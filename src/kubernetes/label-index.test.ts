import { expect, it } from 'vitest';
import { indexByDemands, indexByLabels, indexBySelector } from './label-index.ts';

const pods: { name: string; labels: Record<string, string> }[] = [
  { name: 'web', labels: { app: 'web', tier: 'front' } },
  { name: 'api', labels: { app: 'api', tier: 'back' } },
  { name: 'bare', labels: {} },
];

it('finds objects by selector', () => {
  const index = indexByLabels(pods, (pod) => pod.labels);
  const names = (selector: Parameters<typeof index.select>[0]) => index.select(selector).map((pod) => pod.name);

  expect(names({ matchLabels: { tier: 'back', app: 'api' } })).toEqual(['api']);
  expect(names({ matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] })).toEqual(['web', 'api']);
  expect(names({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })).toEqual(['bare']);
  expect(names({})).toEqual(['web', 'api', 'bare']);
  expect(names(undefined)).toEqual([]);
});

it('finds selectors by labels', () => {
  const selectors = [
    { name: 'front', selector: { matchLabels: { tier: 'front' } } },
    { name: 'all', selector: {} },
    { name: 'none', selector: null },
    { name: 'named', selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } },
  ];
  const index = indexBySelector(selectors, (item) => item.selector);

  expect(index.matching({ tier: 'front' }).map((item) => item.name)).toEqual(['front', 'all']);
  expect(index.matching({ app: 'x' }).map((item) => item.name)).toEqual(['all', 'named']);
});

it('finds what may ask for less than is known, in order', () => {
  const is = (key: string, value: string) => ({ key, operator: 'In' as const, values: [value] });
  const items = [
    { name: 'web', demands: [is('app', 'web')] },
    { name: 'any', demands: [] },
    { name: 'front web', demands: [is('tier', 'front'), is('app', 'web')] },
    { name: 'api', demands: [is('app', 'api')] },
    { name: 'not api', demands: [{ key: 'app', operator: 'NotIn' as const, values: ['api'] }] },
  ];
  const index = indexByDemands(items, (item) => item.demands);
  const near = (...known: Parameters<typeof index.near>[0][]) =>
    known.map((k) => index.near(k).map(({ name }) => name));

  expect(near([is('tier', 'front'), is('app', 'web')])).toEqual([['web', 'any', 'front web', 'not api']]);
  expect(near([is('app', 'api')])).toEqual([['any', 'api', 'not api']]);
  expect(near([])).toEqual([['any', 'not api']]);
});
