import { expect, it } from 'vitest';
import { subjectName, titleOf } from './words.ts';

it.each([
  ['Deployment', 'shop', 'web', 'Deployment shop/web'],
  ['Namespace', '', 'shop', 'Namespace shop'],
  ['Dockerfile', '', 'Dockerfile', 'Dockerfile'],
  ['Dockerfile', '', 'api.Dockerfile', 'Dockerfile api.Dockerfile'],
  ['List', '', '', 'List'],
])('a %s in "%s" named "%s" is called %s', (kind, namespace, name, expected) => {
  expect(subjectName({ apiVersion: 'v1', kind, namespace, name })).toBe(expected);
});

it.each([
  ['k8s/api', 'Security report: k8s/api'],
  ['.', 'Security report'],
])('a report on %s is titled %s', (target, expected) => {
  expect(titleOf('Security report', target)).toBe(expected);
});
