import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { FORMAT, MAGIC, type SnapshotFacts, type SnapshotHeader, type SnapshotRecord } from './format.ts';

const LEVEL = 9;

export interface SnapshotInput {
  readonly header: Pick<SnapshotHeader, 'tool' | 'context' | 'server' | 'taken'>;
  readonly facts: SnapshotFacts;
  readonly records: readonly SnapshotRecord[];
}

/** The bytes of a snapshot. The same cluster at the same stated time gives the same bytes. */
export function writeSnapshot({ header, facts, records }: SnapshotInput): Buffer {
  const sorted = records.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const lines = [Buffer.from(`${JSON.stringify(facts)}\n`), ...sorted.map((record) => Buffer.from(lineOf(record)))];
  const body = Buffer.concat(lines);
  const full: SnapshotHeader = {
    ...header,
    objects: records.length,
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  const compressed = zstdCompressSync(body, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
  return Buffer.concat([Buffer.from(`${MAGIC}${FORMAT} ${JSON.stringify(full)}\n`), compressed]);
}

function lineOf({ file, object, shipped, credentials, managers }: SnapshotRecord): string {
  const record = {
    file,
    ...(shipped && { shipped }),
    ...(credentials.length > 0 && { credentials }),
    ...(managers.length > 0 && { managers }),
    object,
  };
  return `${JSON.stringify(record)}\n`;
}
