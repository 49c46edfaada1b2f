import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import known from '../versions/known.json' with { type: 'json' };
import { readVersionsFile } from './versions-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'castellan-versions-'));

function file(text: string): string {
  const path = join(folder, `${Math.abs(text.length)}.json`);
  writeFileSync(path, text);
  return path;
}

describe('readVersionsFile', () => {
  it('takes what is built in as a file', () => {
    expect(readVersionsFile(file(JSON.stringify(known)))).toEqual(known);
  });

  it.each([
    ['no JSON', '{', "can't be read as JSON"],
    ['another schema', '{"schema": "x"}', 'wrong at schema'],
    [
      'a version that is none',
      JSON.stringify({ ...known, advisories: [{ ...known.advisories[0], affected: [{ fixed: 'soon' }] }] }),
      'advisories.0.affected.0.fixed: must be a version',
    ],
    ['a day that does not exist', JSON.stringify({ ...known, date: '2026-02-30' }), 'wrong at date'],
  ])('says what is wrong: %s', (_, text, message) => {
    expect(() => readVersionsFile(file(text))).toThrow(message);
  });

  it('says that there is no such file', () => {
    expect(() => readVersionsFile(join(folder, 'none.json'))).toThrow('does not exist');
  });
});
