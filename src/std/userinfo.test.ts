import { expect, test } from 'vitest';
import { withoutUserInfo } from './userinfo.ts';

test.each([
  ['git::https://user:hunter2@example.com/x.git', 'git::https://***@example.com/x.git'],
  ['https://ghp_hunter2@github.com/org/repo', 'https://***@github.com/org/repo'],
  ['postgres://root:hun@ter2@db:5432/k3s', 'postgres://***@db:5432/k3s'],
  ['postgres://root:hun/ter2@db:5432/k3s', 'postgres://root:***@db:5432/k3s'],
  ['two: http://a:hunter2@b and http://c:hunter2@d', 'two: http://***@b and http://***@d'],
  [
    'https://example.com/m.zip?archive=zip&access_token=hunter2',
    'https://example.com/m.zip?archive=zip&access_token=***',
  ],
  ['https://acc.blob.example/m.zip?sv=1&sig=hunter2', 'https://acc.blob.example/m.zip?sv=1&sig=***'],
])('the address of %s tells nothing of who asks', (text, shown) => {
  expect(withoutUserInfo(text, '***')).toBe(shown);
});

test.each([
  'git::ssh://git@github.com/org/repo.git?ref=v1',
  'https://example.com:6443/path',
  'oci://registry.example:5000/api@sha256:0123',
  'docker://api@sha256:0123',
  'mail to someone@example.com about https://example.com/?ref=v1',
])('%s stays', (text) => {
  expect(withoutUserInfo(text, '***')).toBe(text);
});

test('a text of addresses alone, over a million characters, is read to its end', { timeout: 60_000 }, () => {
  const text = 'a://b:c'.repeat(150_000);

  expect(withoutUserInfo(text, '***')).toBe(text);
});
