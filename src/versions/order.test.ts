import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersion } from './order.ts';

const ASCENDING = [
  '1.0.0-alpha.1',
  '1.0.0-beta.2',
  '1.0.0-rc7',
  '1.0.0-rc93',
  'v1.0.0-rc.95',
  '1.0.0',
  '1.2',
  'v1.2.3-eks-4f4795d',
  '1.2.4+k3s1',
  '1.10.0-gke.1200',
  '3.5.15-0',
  '10.0.0',
];

describe('compareVersions', () => {
  it.each(ASCENDING.slice(1).map((later, i) => [ASCENDING[i]!, later]))('%s < %s', (earlier, later) => {
    expect(compareVersions(parseVersion(earlier)!, parseVersion(later)!)).toBeLessThan(0);
  });

  it.each([
    ['1.2', 'v1.2.0'],
    ['1.30.4-eks-1', '1.30.4'],
    ['1.28.2+rke2r1', '1.28.2'],
  ])('%s is the release %s', (build, release) => {
    expect(compareVersions(parseVersion(build)!, parseVersion(release)!)).toBe(0);
  });

  it.each(['latest', '', 'sha256:abc', 'main-1.2', 'v', '1.2.3.4.5x'.replace('1.2.3.4.5x', 'x1')])(
    '%j is no version',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
    },
  );

  it('is an order', () => {
    const version = fc
      .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.constantFrom('', '-rc.1', '-rc.2', '-alpha.1', '+x'))
      .map(([a, b, c, d]) => parseVersion(`${a}.${b}.${c}${d}`)!);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
