import { expect, it } from 'vitest';
import { RELEASES, RELEASES_AS_OF, supportStatus } from './releases.ts';

it.each([
  [36, '2026-11-21', 'supported'],
  [36, '2027-04-27', 'supported'],
  [36, '2027-04-28', 'maintenance'],
  [36, '2027-06-28', 'maintenance'],
  [36, '2027-06-29', 'ended'],
  [35, '2026-12-28', 'maintenance'],
  [32, '2025-12-27', 'supported'],
  [32, '2025-12-28', 'maintenance'],
  [34, '2026-11-21', 'ended'],
  [10, '2026-11-21', 'ended'],
  [99, '2026-11-21', 'unknown'],
])('1.%d on %s: %s', (minor, today, status) => {
  expect(supportStatus(minor, today).status).toBe(status);
});

it('has every minor once, in order, each alive for a year or more', () => {
  expect(RELEASES.map((release) => release.minor)).toEqual(RELEASES.map((_, i) => 19 + i));
  for (const { released, endOfLife } of RELEASES) {
    expect(Date.parse(endOfLife) - Date.parse(released)).toBeGreaterThan(365 * 86_400_000);
    expect(released <= RELEASES_AS_OF).toBe(true);
  }
});
