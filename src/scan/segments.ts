import { type LoadedConfig, placeIn } from '../config/load.ts';
import type { Check } from '../model/check.ts';
import { PROFILES, type Settings } from '../network/engine/settings.ts';
import { segmentCheck } from '../network/segments/check.ts';
import { compileSegments, SegmentMistake, type Segments } from '../network/segments/segments.ts';
import { UserError } from '../std/user-error.ts';

/**
 * The segments of the config; undefined where it has none.
 * @throws UserError `bad-config` with the line of what means nothing.
 */
export function segmentsOf(loaded: LoadedConfig): Segments | undefined {
  const { segments } = loaded.config;
  if (!segments) return undefined;
  try {
    return compileSegments(segments);
  } catch (error) {
    if (!(error instanceof SegmentMistake)) throw error;
    const place = placeIn(loaded, ['segments', ...error.path]);
    throw new UserError('bad-config', error.message, { place, hint: 'See docs/network.md on segments.', cause: error });
  }
}

/** The rule that holds a scan to the segments of the config. */
export function checkOfSegments(loaded: LoadedConfig, settings: Settings = PROFILES.default): Check {
  return segmentCheck(segmentsOf(loaded) ?? compileSegments({ groups: {} }), settings);
}
