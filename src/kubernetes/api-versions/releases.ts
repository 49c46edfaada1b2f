/** A minor release of Kubernetes. */
export interface Release {
  readonly minor: number;
  /** ISO date of its first patch. */
  readonly released: string;
  /** ISO date after which it gets no more fixes: 14 months on, on the 28th (KEP-1498), as scheduled. */
  readonly endOfLife: string;
}

/** The day of this table. Later releases are not in it. */
export const RELEASES_AS_OF = '2026-11-21';

/** From the Kubernetes release history; release days as tagged. Support was nine months before 1.19. */
export const RELEASES: readonly Release[] = [
  { minor: 19, released: '2020-08-26', endOfLife: '2021-10-28' },
  { minor: 20, released: '2020-12-08', endOfLife: '2022-02-28' },
  { minor: 21, released: '2021-04-08', endOfLife: '2022-06-28' },
  { minor: 22, released: '2021-08-04', endOfLife: '2022-10-28' },
  { minor: 23, released: '2021-12-07', endOfLife: '2023-02-28' },
  { minor: 24, released: '2022-05-03', endOfLife: '2023-07-28' },
  { minor: 25, released: '2022-08-23', endOfLife: '2023-10-27' },
  { minor: 26, released: '2022-12-09', endOfLife: '2024-02-28' },
  { minor: 27, released: '2023-04-11', endOfLife: '2024-06-28' },
  { minor: 28, released: '2023-08-15', endOfLife: '2024-10-28' },
  { minor: 29, released: '2023-12-13', endOfLife: '2025-02-28' },
  { minor: 30, released: '2024-04-17', endOfLife: '2025-06-28' },
  { minor: 31, released: '2024-08-13', endOfLife: '2025-10-28' },
  { minor: 32, released: '2024-12-11', endOfLife: '2026-02-28' },
  { minor: 33, released: '2025-04-23', endOfLife: '2026-06-28' },
  { minor: 34, released: '2025-08-27', endOfLife: '2026-10-27' },
  { minor: 35, released: '2025-12-17', endOfLife: '2027-02-28' },
  { minor: 36, released: '2026-04-22', endOfLife: '2027-06-28' },
  { minor: 37, released: '2026-08-26', endOfLife: '2027-10-28' },
];

export interface SupportStatus {
  /** `maintenance`: the last two months, security and critical fixes only. `unknown`: newer than the table. */
  readonly status: 'supported' | 'maintenance' | 'ended' | 'unknown';
  readonly endOfLife?: string;
}

/** Whether Kubernetes 1.`minor` gets fixes on a day (`2026-11-21`). Minors older than the table have ended. */
export function supportStatus(minor: number, today: string): SupportStatus {
  const release = RELEASES.find((candidate) => candidate.minor === minor);
  if (!release) return { status: minor < (RELEASES[0]?.minor ?? 0) ? 'ended' : 'unknown' };
  const { endOfLife } = release;
  if (today > endOfLife) return { status: 'ended', endOfLife };
  return { status: today >= monthsBefore(endOfLife, 2) ? 'maintenance' : 'supported', endOfLife };
}

/** `2027-02-28` less two months is `2026-12-28`. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const count = year * 12 + month - 1 - months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}
