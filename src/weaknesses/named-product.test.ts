import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseImage } from '../kubernetes/image.ts';
import { keysOf, keysOfProduct, readProduct, speaksOf } from './named-product.ts';
import { packageNamed } from './purl.ts';

const DIGESTS = ['a', 'b'].map((letter) => `sha256:${letter.repeat(64)}`);
const REFERENCES = ['nginx', 'docker.io/library/nginx:1.25', 'registry.example.com/web:1.4', `web@${DIGESTS[0]!}`];
const PACKAGES = [
  'pkg:npm/%40a/b@1',
  'pkg:npm/%40a/b',
  'pkg:deb/debian/ssl@1?arch=amd64',
  'pkg:deb/debian/ssl@1',
  'pkg:docker/nginx@1.25',
  `pkg:oci/web@${encodeURIComponent(DIGESTS[1]!)}?repository_url=registry.example.com/web`,
  'pkg:oci/web?repository_url=registry.example.com/web',
  'log4j',
  '',
];
const some = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });

it('a product has a key of everything that it speaks of', () => {
  let spoken = 0;
  const product = fc.record({ ids: some([...REFERENCES, ...PACKAGES]), digests: some(DIGESTS), parts: some(PACKAGES) });
  const image = fc.record({ digests: some(DIGESTS), names: some(REFERENCES) });

  fc.assert(
    fc.property(product, image, fc.constantFrom(...PACKAGES), (said, told, purl) => {
      const named = readProduct(said);
      const asked = { digests: told.digests, names: told.names.map((name) => parseImage(name)!) };
      const part = packageNamed(purl);
      if (!speaksOf(named, asked, part)) return;
      spoken++;
      expect(keysOf(asked, part).isDisjointFrom(keysOfProduct(named))).toBe(false);
    }),
    { numRuns: 500 },
  );
  expect(spoken).toBeGreaterThan(20);
});
