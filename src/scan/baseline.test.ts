import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readBaseline } from './baseline.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-baseline-'));

it.each([
  ['a folder', undefined],
  ['no JSON', '{'],
  ['null', 'null'],
  ['another schema', '{"schema":"x","findings":[]}'],
  ['entries that are none', '{"schema":"castellan.baseline/v1","findings":[null]}'],
])('%s is not a baseline', (name, text) => {
  const path = text === undefined ? folder : join(folder, name);
  if (text !== undefined) writeFileSync(path, text);

  expect(() => readBaseline(path)).toThrow(expect.objectContaining({ code: 'bad-baseline' }));
});

it('that is not there accepts nothing', () => {
  expect(readBaseline(join(folder, 'none'))).toEqual(new Set());
});
