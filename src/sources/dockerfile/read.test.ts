import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandsOf, dockerfileOf, effectiveUser, variableOf } from '../../dockerfile/dockerfile.ts';
import type { TextOrigin } from '../../model/resource.ts';
import type { Resource } from '../../model/resource.ts';
import { MAX_LENGTH, readDockerfileText } from './read.ts';

describe('readDockerfileText', () => {
  it('reads stages, their bases and which of them ship', () => {
    const { stages, final } = dockerfileOf(
      read('ARG V=1.25\nFROM --platform=$BUILDPLATFORM golang:${V} AS Build\nFROM build AS test\nFROM scratch\n'),
    );

    expect(stages.map(({ name, resolved, platform }) => [name, resolved, platform])).toEqual([
      ['Build', 'golang:1.25', '$BUILDPLATFORM'],
      ['test', 'build', undefined],
      [undefined, 'scratch', undefined],
    ]);
    expect(stages[1]?.parent).toBe(stages[0]);
    expect(stages.filter(({ ships }) => ships)).toEqual([final]);
  });

  it('joins continued lines past comments and empty lines, and keeps the place of every word', () => {
    const text = '\uFEFFFROM a\r\nRUN one \\\r\n  # note\r\n\r\n  --two && \\\r\n  three\r\n';

    expect(commandPlaces(text)).toEqual([
      ['one', '--two', '2:5'],
      ['three', '6:3'],
    ]);
  });

  it('follows the escape directive', () => {
    const text = '# escape=`\nFROM a\nRUN one `\n  two\nCOPY C:\\x\\ y\n';

    expect(commandPlaces(text)).toEqual([['one', 'two', '3:5']]);
    expect(dockerfileOf(read(text)).stages[0]?.instructions[1]?.words).toEqual(['C:\\x\\', 'y']);
  });

  it('reads scripts in here-documents, and no instruction from them', () => {
    const text = 'FROM a\nRUN <<EOF\none \\\n  two\nUSER root\nEOF\nRUN python3 <<EOF\nimport x\nEOF\nUSER 7\n';

    expect(commandPlaces(text)).toEqual([
      ['one', 'two', '3:1'],
      ['USER', 'root', '5:1'],
      ['python3', '7:5'],
    ]);
    expect(effectiveUser(dockerfileOf(read(text)).final!)?.user).toBe('7');
  });

  it('reads JSON forms with their strings as they are', () => {
    const [copy, cmd] = dockerfileOf(read('FROM a\nCOPY ["a b", "/x"]\nCMD [not json]\n')).stages[0]!.instructions;

    expect([copy?.form, copy?.words]).toEqual(['exec', ['a b', '/x']]);
    expect(cmd?.form).toBe('shell');
  });

  it('reads variables and triggers', () => {
    const { final } = dockerfileOf(read('FROM a\nENV A=1 B="x y"\nENV C d e\nARG F\nONBUILD USER root\n'));

    expect(['A', 'B', 'C', 'F'].map((name) => variableOf(final!, name))).toEqual(['1', 'x y', 'd e', undefined]);
    expect(effectiveUser(final!)).toBeUndefined();
  });

  it('gives the characters of an entry, for fixes', () => {
    const text = 'FROM a\nADD x /y\n';
    const { span } = read(text).origin as TextOrigin;
    const { start, end } = span(['stages', 0, 'instructions', 0, 'instruction'])!;

    expect(text.slice(start, end)).toBe('ADD');
  });

  it.each([
    ['', 'syntax'],
    ['RUN true\n', 'syntax'],
    [`FROM a\n${'#'.repeat(MAX_LENGTH)}`, 'limit'],
  ])('says what can not be read: %#', (text, code) => {
    const { resources, gaps } = readDockerfileText('Dockerfile', text);

    expect(resources).toEqual([]);
    expect(gaps.map((gap) => gap.code)).toEqual([code]);
  });

  it('never throws', () => {
    const pieces =
      'FROM a|RUN|COPY|ENV|<<EOF|EOF|"|\'|\\|\n|\r\n|#|[|]|"x"|,|=|$(|${|`|)|&&|;|<(|>|--from=|ONBUILD|sh -c| |\t|AS b|x|\uFEFF';
    const word = fc.constantFrom('|', ...pieces.split('|'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const { resources } = readDockerfileText('Dockerfile', words.join(words.length % 2 ? ' ' : ''));
        for (const resource of resources) {
          for (const { command } of commandsOf(resource))
            expect(resource.origin.locate(command.path).line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('ends on texts that nest and repeat as far as a file may', { timeout: 120_000 }, () => {
    const texts = [
      `FROM a\nRUN ${'$(a "b" \\\n'.repeat(12_000)}\nENV ${'A=b '.repeat(10_000)}`,
      `FROM ${'${A:-'.repeat(40_000)}`,
      `FROM a\n${'ONBUILD '.repeat(30_000)}`,
    ];

    const read = texts.map((text) => readDockerfileText('Dockerfile', text).resources.map(dockerfileOf).length);

    expect(read).toEqual([1, 1, 1]);
  });
});

function read(text: string): Resource {
  return readDockerfileText('web/Dockerfile', text).resources[0]!;
}

function commandPlaces(text: string): string[][] {
  const resource = read(text);
  return commandsOf(resource).map(({ command }) => {
    const { line, column } = resource.origin.locate(command.path);
    return [...command.words, `${line}:${column}`];
  });
}
