import type { EvidenceUnread } from '../../host/evidence.ts';
import type { Seen } from './root.ts';

/** What could not be read so far. */
export class Unread {
  private readonly entries = new Map<string, EvidenceUnread>();

  add(entry: EvidenceUnread): void {
    this.entries.set(entry.what, entry);
  }

  /** The value, or undefined after noting why there is none. What is not there is no problem. */
  take<T>(seen: Seen<T>): T | undefined {
    if (seen && 'problem' in seen) this.add(seen.problem);
    return seen && 'value' in seen ? seen.value : undefined;
  }

  sorted(): EvidenceUnread[] {
    return [...this.entries.values()].sort((a, b) => (a.what < b.what ? -1 : 1));
  }
}
