import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';

/** Reads a file of component flags (an environment file or a systemd unit) as one resource of type `ComponentFlags`. Pure. */
export function readFlagsFile(_file: string, _text: string): { resources: Resource[]; gaps: Gap[] } {
  return { resources: [], gaps: [] };
}
