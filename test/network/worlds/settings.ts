import fc from 'fast-check';
import type { Settings } from '../../../src/network/engine/settings.ts';

export const SETTINGS: fc.Arbitrary<Settings> = fc.record({
  blocksMatchPods: fc.boolean(),
  hostNetwork: fc.constantFrom<Settings['hostNetwork']>('node', 'pod'),
});
