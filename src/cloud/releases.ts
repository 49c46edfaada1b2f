/*
 * Until when the providers support a minor version in the ordinary way (without a charge for extended support, LTS excepted).
 * Dates known on 2026-04-10; a version that is not in a table is not judged unless it is older than all of it.
 *   EKS: docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html (end of standard support)
 *   GKE: cloud.google.com/kubernetes-engine/docs/release-schedule (end of standard support)
 *   AKS: learn.microsoft.com/azure/aks/supported-kubernetes-versions (end of life; LTS end of life): months, counted to their end
 */

export type Provider = 'EKS' | 'GKE' | 'AKS';

const ENDS: Readonly<Record<Provider, Readonly<Record<number, string>>>> = {
  EKS: {
    28: '2024-11-26',
    29: '2025-03-23',
    30: '2025-07-23',
    31: '2025-11-26',
    32: '2026-03-23',
    33: '2026-07-29',
    34: '2026-12-02',
    35: '2027-03-27',
  },
  GKE: {
    28: '2025-02-04',
    29: '2025-04-12',
    30: '2025-09-30',
    31: '2026-01-16',
    32: '2026-04-11',
    33: '2026-08-03',
    34: '2026-10-01',
    35: '2027-04-11',
  },
  AKS: {
    28: '2025-01-31',
    29: '2025-03-31',
    30: '2025-07-31',
    31: '2025-11-30',
    32: '2026-03-31',
    33: '2026-06-30',
  },
};

/** Long-term support of AKS (two years). */
const AKS_LTS: Readonly<Record<number, string>> = { 27: '2025-07-31', 30: '2026-07-31' };

/** The last day of ordinary support where it is over; `always` for versions older than the table. */
export function supportEnded(provider: Provider, version: string, today: string, longTerm = false): string | undefined {
  const minor = minorOf(version);
  if (minor === undefined) return undefined;
  const ends = ENDS[provider];
  const end = (longTerm ? AKS_LTS[minor] : undefined) ?? ends[minor];
  if (end !== undefined) return end < today ? end : undefined;
  return minor < Math.min(...Object.keys(ends).map(Number)) ? 'always' : undefined;
}

/** 31 of `1.31`, `v1.31.4-gke.200` or `1.31.`; undefined for `latest` and the like. */
function minorOf(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?!\d)/.exec(version);
  return match ? Number(match[1]) : undefined;
}
