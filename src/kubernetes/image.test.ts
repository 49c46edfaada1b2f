import { expect, it } from 'vitest';
import { followsLatest, imageName, isDigest, parseImage } from './image.ts';

const cases: readonly [string, string, string, string | undefined, string | undefined][] = [
  ['nginx', 'docker.io', 'library/nginx', undefined, undefined],
  ['nginx:1.29', 'docker.io', 'library/nginx', '1.29', undefined],
  ['index.docker.io/nginx', 'docker.io', 'library/nginx', undefined, undefined],
  ['grafana/grafana:12', 'docker.io', 'grafana/grafana', '12', undefined],
  ['localhost/app', 'localhost', 'app', undefined, undefined],
  ['registry:5000/team/app', 'registry:5000', 'team/app', undefined, undefined],
  ['registry:5000/team/app:1', 'registry:5000', 'team/app', '1', undefined],
  ['ghcr.io/a/b/c@sha256:abc', 'ghcr.io', 'a/b/c', undefined, 'sha256:abc'],
  ['quay.io/a/b:1@sha256:abc', 'quay.io', 'a/b', '1', 'sha256:abc'],
  ['[::1]:5000/app:2', '[::1]:5000', 'app', '2', undefined],
  ['$IMAGE', 'docker.io', 'library/$IMAGE', undefined, undefined],
];

it.each(cases)('reads %s', (text, registry, repository, tag, digest) => {
  expect(parseImage(text)).toEqual({ registry, repository, tag, digest });
});

it('gives nothing for a blank reference', () => {
  expect(parseImage(' ')).toBeUndefined();
});

it('takes a digest only whole and of a registered algorithm', () => {
  const digests = [
    `sha256:${'a'.repeat(64)}`,
    `sha512:${'0'.repeat(128)}`,
    'sha256:abc',
    `blake3:${'a'.repeat(64)}`,
    '',
  ];

  expect(digests.map(isDigest)).toEqual([true, true, false, false, false]);
});

it('knows which references move with latest', () => {
  const references = ['a', 'a:latest', 'a:', 'a:1', 'a:latest@sha256:abc', 'r:5000/a'];

  const moving = references.map((reference) => followsLatest(parseImage(reference)!));

  expect(moving).toEqual([true, true, true, false, false, true]);
});

it('names an image by its last part', () => {
  expect(imageName(parseImage('ghcr.io/a/b/c:1')!)).toBe('c');
});
