import { describe, expect, it } from 'vitest';
import { isAmbiguous, keyName, resolveText } from './scalars.ts';

describe('plain scalars', () => {
  it.each([
    ['yes', true],
    ['Yes', true],
    ['YES', true],
    ['y', true],
    ['Y', true],
    ['on', true],
    ['On', true],
    ['TRUE', true],
    ['no', false],
    ['n', false],
    ['Off', false],
    ['OFF', false],
    ['False', false],
    ['yEs', 'yEs'],
    ['tRUE', 'tRUE'],
    ['yesterday', 'yesterday'],
    ['nope', 'nope'],
    ['', null],
    ['~', null],
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['0', 0],
    ['-0', 0],
    ['0644', 420],
    ['0o644', 420],
    ['-0644', -420],
    ['08', 8],
    ['0x1F', 31],
    ['0b11', 3],
    ['+1', 1],
    ['1_000', 1000],
    ['1__0', 10],
    ['_1', '_1'],
    ['0x', '0x'],
    ['0xg', '0xg'],
    ['1:30', '1:30'],
    ['190:20:30', '190:20:30'],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['1.', 1],
    ['.', '.'],
    ['1e', '1e'],
    ['1.2.3', '1.2.3'],
    ['1e400', '1e400'],
    ['.inf', '.inf'],
    ['-.INF', '-.INF'],
    ['.nan', '.nan'],
    ['Infinity', 'Infinity'],
    ['NaN', 'NaN'],
    ['9007199254740993', 9007199254740992],
    ['18446744073709551615', 18446744073709552000],
    ['99999999999999999999', 1e20],
    ['2001-01-01', '2001-01-01'],
    ['2001-01-01T00:00:00Z', '2001-01-01T00:00:00Z'],
    ['100m', '100m'],
    ['1Gi', '1Gi'],
    ['-', '-'],
    ['+', '+'],
    ['--1', '--1'],
    ['٣', '٣'],
  ])('%s', (text, value) => {
    expect(resolveText(text)).toEqual(value);
  });
});

describe('map keys', () => {
  it.each([
    ['on', 'true'],
    ['y', 'true'],
    ['n', 'false'],
    ['0644', '420'],
    ['0x10', '16'],
    ['1_000', '1000'],
    ['1.5', '1.5'],
    ['1e3', '1000'],
    ['1e6', '1e+06'],
    ['1234567.0', '1.234567e+06'],
    ['0.00001', '1e-05'],
    ['1.1', '1.1'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['.inf', '.inf'],
    ['name', 'name'],
  ])('%s', (raw, name) => {
    expect(keyName(raw)).toBe(name);
  });
});

it('knows strings that need quotes', () => {
  expect(['yes', '1', '0644', '1_0', '~', '.inf', '', 'n'].filter((text) => !isAmbiguous(text))).toEqual([]);
  expect(['nginx', '1:30', '100m', 'v1', '1.2.3'].filter(isAmbiguous)).toEqual([]);
});
