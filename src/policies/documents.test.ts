import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../std/user-error.ts';
import { filesAt, readObjects, type DocumentProblem } from './documents.ts';
import { findSuites } from './suite-file.ts';

let folder = '';
const within = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'castellan-documents-'));
  mkdirSync(within('inner'));
  writeFileSync(within('inner/policy.yaml'), 'kind: A\n---\nkind: List\nitems: [{kind: B}]\n');
  writeFileSync(within('binary.json'), Buffer.from([0, 1, 2]));
  symlinkSync('inner/policy.yaml', within('link.yaml'));
  symlinkSync('inner', within('folder.yaml'));
  symlinkSync('nowhere', within('nowhere.yaml'));
  symlinkSync('round.yaml', within('round.yaml'));
  execFileSync('mkfifo', [within('pipe.yaml')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('files of a folder', () => {
  it('are those that hold text, without pipes and links to folders', () => {
    const names = filesAt(folder).map((file) => file.slice(folder.length + 1));

    expect(names).toEqual(['binary.json', 'inner/policy.yaml', 'link.yaml', 'nowhere.yaml', 'round.yaml']);
  });

  it.each(['missing.yaml', 'round.yaml'])('are a mistake with a hint where %s is named', (name) => {
    const ask = () => filesAt(within(name));

    expect(ask).toThrow(UserError);
    expect(ask).toThrow(expect.objectContaining({ code: 'not-found', hint: expect.any(String) as string }));
  });

  it('are never a part of too many', () => {
    expect(() => filesAt(folder, 4)).toThrow('more than 4 files');
    expect(filesAt(folder, 5)).toHaveLength(5);
  });

  it('are no suites where they cannot be read, which is told', () => {
    const problems: DocumentProblem[] = [];

    const suites = findSuites([within('pipe.yaml'), within('inner'), within('link.yaml')], problems);

    expect(suites).toEqual([]);
    expect(problems.map(({ file }) => file)).toEqual([within('pipe.yaml'), within('inner')]);
  });
});

describe('objects of a file', () => {
  it('are its documents and the items of lists', () => {
    const problems: DocumentProblem[] = [];

    const kinds = readObjects(within('link.yaml'), problems).map(({ object }) => object['kind']);

    expect(kinds).toEqual(['A', 'B']);
    expect(problems).toEqual([]);
  });

  it.each(['nowhere.yaml', 'round.yaml', 'pipe.yaml', 'binary.json', 'inner'])(
    'that cannot be read, %s, are a problem',
    (name) => {
      const problems: DocumentProblem[] = [];

      const objects = readObjects(within(name), problems);

      expect(objects).toEqual([]);
      expect(problems).toEqual([{ file: within(name), line: 1, column: 1, message: expect.any(String) as string }]);
    },
  );
});
