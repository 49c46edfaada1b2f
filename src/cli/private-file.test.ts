import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writePrivate } from './private-file.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'castellan-private-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('a file is for its owner alone, also where it was there before', () => {
  const [fresh, old] = ['fresh', 'old'].map((name) => join(folder(), name));
  writeFileSync(old!, 'longer than before');
  chmodSync(old!, 0o644);

  for (const file of [fresh!, old!]) writePrivate(file, 'new');

  for (const file of [fresh!, old!]) {
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
});

test('a device stays as it is', () => {
  const before = statSync('/dev/null').mode;

  writePrivate('/dev/null', 'new');

  expect(statSync('/dev/null').mode).toBe(before);
});

test('a folder that is not there is told', () => {
  expect(() => writePrivate('/no/such/file', '')).toThrow("/no/such/file can't be written (ENOENT).");
});
