import { expect, it } from 'vitest';
import type { RawFinding } from '../model/finding.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { decided } from './undecided.ts';

const POD: Path = ['spec', 'template', 'spec'];

const resource: Resource = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  type: 'Deployment',
  namespace: '',
  name: 'web',
  object: {},
  origin: {
    file: 'main.tf',
    editable: false,
    locate: () => ({ file: 'main.tf', line: 7, column: 1, endLine: 7, endColumn: 2 }),
    unknowns: [
      { path: [...POD, 'containers', 0, 'image'], source: 'var.image' },
      { path: [...POD, 'securityContext', 'runAsNonRoot'], source: 'var.root' },
      { path: [...POD, 'containers', 0, 'securityContext'], source: 'var.context' },
    ],
  },
};

function finding(id: string, path: Path): RawFinding {
  return { check: { id } as RawFinding['check'], resource, violation: { path, message: id } };
}

it('what a rule says of a value that is not known is a gap that names the value', () => {
  const image = [...POD, 'containers', 0, 'image'];

  const { findings, gaps } = decided([finding('image-latest-tag', image), finding('wrong-type', image)]);

  expect(findings).toEqual([]);
  expect(gaps).toEqual([
    expect.objectContaining({
      code: 'unknown-value',
      file: 'main.tf',
      message:
        'Deployment web: spec.template.spec.containers.0.image is not known (var.image), so it was not judged by image-latest-tag, wrong-type.',
    }),
  ]);
});

it.each([
  ['(sensitive)', 'never read'],
  ['var.image', '--tf-var'],
])('the hint about %s', (source, hint) => {
  const path = [...POD, 'containers', 0, 'image'];
  const origin = { ...resource.origin, unknowns: [{ path, source }] };

  expect(decided([{ ...finding('x', path), resource: { ...resource, origin } }]).gaps[0]?.hint).toContain(hint);
});

it.each<[string, Path, boolean]>([
  ['inside of it', [...POD, 'containers', 0, 'securityContext', 'privileged'], false],
  ['where it would be inherited', [...POD, 'containers', 1, 'securityContext', 'runAsNonRoot'], false],
  ['around it', [...POD, 'containers', 0], true],
  ['beside it', [...POD, 'containers', 0, 'resources'], true],
  ['of the same name in another container', [...POD, 'containers', 1, 'image'], true],
])('a finding %s', (_, path, stays) => {
  expect(decided([finding('x', path)]).findings).toHaveLength(stays ? 1 : 0);
});
