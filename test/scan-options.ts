import { checks } from '../src/checks/index.generated.ts';
import type { ScanOptions } from '../src/scan/scan.ts';

/** Options of a scan below `root` as a user without a config file has them, but for those given. */
export function scanOptions(root: string, given: Partial<ScanOptions> = {}): ScanOptions {
  return {
    targets: ['.'],
    root,
    config: { config: {}, file: undefined, text: '', folder: root, line: () => 1 },
    checks,
    profile: 'recommended',
    only: [],
    skip: [],
    frameworks: [],
    minor: 36,
    failOn: 'high',
    baseline: undefined,
    changedSince: undefined,
    helm: { values: [], set: [] },
    today: '2026-11-21',
    version: '0.0.0',
    edits: false,
    ...given,
  };
}
