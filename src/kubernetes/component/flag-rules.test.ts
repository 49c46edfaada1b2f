import { expect, it } from 'vitest';
import type { Scope } from '../../model/check.ts';
import { mustBeFile, normal, seconds } from './flag-rules.ts';
import type { Component } from './types.ts';
import { splitCommands } from './words.ts';

it.each([
  ['1h30m', 5400],
  ['6m10s', 370],
  ['1s9m3h', 11_341],
  ['0', 0],
  ['0s', 0],
  ['500ms', 0.5],
  ['soon', Number.NaN],
  ['', Number.NaN],
])('%s is %d seconds', (text, expected) => {
  expect(seconds(text)).toBe(expected);
});

it.each([
  ['True', 'true'],
  ['f', 'false'],
  ['Webhook', 'Webhook'],
])('%s reads as %s', (text, expected) => {
  expect(normal(text)).toBe(expected);
});

it('splits commands with the place of every word', () => {
  const commands = splitCommands(`a 'b c' && d\\ e; "f"g`);

  expect(commands.map((words) => words.map(({ text, start, end }) => `${text}@${start}-${end}`))).toEqual([
    ['a@0-1', 'b c@2-7'],
    ['d e@11-15'],
    ['fg@17-21'],
  ]);
});

it('splits long scripts in linear time', () => {
  const text = 'a "b" \\\n'.repeat(100_000);

  expect(splitCommands(text).flat().length).toBe(200_000);
});

it.each([
  ['/a.crt', '/a.key', []],
  ['/a', '<file>', []],
  ['/a.crt', '/a.txt', ['--key is /a.txt, which is not named like a certificate or key']],
  ['', '/a.txt', ['--cert is not set']],
])('certificate %j and key %j: %j', (cert, key, expected) => {
  const flags = Object.entries({ cert, key }).map(([name, value]) => ({
    name,
    value,
    bare: false,
    path: [name],
    title: `--${name}`,
  }));
  const component = { flags, hidden: () => false, slot: (name: string) => ({ path: [], title: `--${name}` }) };

  const problems = mustBeFile('cert', 'key')(
    component as Partial<Component> as Component,
    { extensions: ['.crt', '.key'] },
    {} as Scope,
  );

  expect(problems.map(({ message }) => message)).toEqual(expected);
});
