import { segmentsCsv, segmentsJson, segmentsText } from '../../network/render/segments.ts';
import { breachesOf, segmentTable } from '../../network/segments/breaches.ts';
import { loadConfig } from '../../config/load.ts';
import { analysed } from '../../scan/network.ts';
import { segmentsOf } from '../../scan/segments.ts';
import { UserError } from '../../std/user-error.ts';
import { EXIT } from '../exit.ts';
import { checked, exitOf, jsonText, type NetworkFlags, read, wishOf, write } from './network-run.ts';

/** `castellan network segments`: 1 where something may talk that must not. */
export async function runSegments(targets: readonly string[], flags: NetworkFlags, version: string): Promise<number> {
  const segments = segmentsOf(await loadConfig(process.cwd(), flags.config));
  if (!segments) {
    throw new UserError('bad-config', 'The config has no segments.', {
      hint: 'Name groups and who may talk under `segments` in .castellan.yaml: see docs/network.md.',
    });
  }
  const source = await read(targets, flags, version);
  const analysis = checked(analysed(source, { ...wishOf(flags), cuts: segments.cuts }));
  const cells = segmentTable(analysis, segments);
  const breaches = breachesOf(analysis, segments);
  const texts = {
    json: () => jsonText(segmentsJson(cells, breaches)),
    csv: () => segmentsCsv(cells),
    text: () => segmentsText(segments.names, cells, breaches),
  };
  write(flags, [texts[flags.format as keyof typeof texts]()]);
  const code = exitOf(analysis.gaps);
  return breaches.length > 0 ? EXIT.findings : code;
}
