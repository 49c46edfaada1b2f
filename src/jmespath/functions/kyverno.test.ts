import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { compileJmespath, JmespathError, type Context } from '../jmespath.ts';

const ERROR = Symbol('error');

function evaluate(expression: string, data: Json = null, context: Context = {}): unknown {
  try {
    return compileJmespath(expression, { dialect: 'kyverno' }).evaluate(data, context);
  } catch (error) {
    if (error instanceof JmespathError) return ERROR;
    throw error;
  }
}

describe('functions of texts', () => {
  it.each<[string, unknown]>([
    ["compare('b', 'a')", 1],
    ["equal_fold('Straße', 'STRAßE')", true],
    ["replace('banana', 'a', 'o', `2`)", 'bonona'],
    ["replace('ab', '', '-', `-1`)", '-a-b-'],
    ["replace_all('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["to_upper('straße ǆ')", 'STRAßE Ǆ'],
    ["to_lower('İ')", 'i'],
    ["trim('--x--', '-')", 'x'],
    ["trim_prefix('v1.2', 'v')", '1.2'],
    ["split('a,b', ',')", ['a', 'b']],
    ["split('aé', '')", ['a', 'é']],
    ["truncate('größe', `3`)", 'grö'],
    ["truncate('x', `-1`)", ''],
    ["to_boolean('TRUE')", true],
    ["to_boolean('yes')", ERROR],
    ["path_canonicalize('/a/../b//c/.')", '/b/c'],
    ["path_canonicalize('../..')", '../..'],
    ["base64_encode('é')", 'w6k='],
    ["base64_decode('w6k=')", 'é'],
    ["base64_decode('w6k')", ERROR],
    ["sha256('a')", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ["sha1('a')", '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ["md5('a')", '0cc175b9c0f1b6a831c399e269772661'],
    ["to_string({b: '<&>', a: `1e21`})", 'null'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('functions of patterns', () => {
  it.each<[string, unknown]>([
    ["regex_match('^v\\d+$', 'v12')", true],
    ["regex_match('(?=a)', 'a')", ERROR],
    ["regex_match('^12', `12.5`)", true],
    ["regex_replace_all('(\\w)(\\d)', 'a1 b2', '$2$1')", '1a 2b'],
    ["regex_replace_all('(?P<x>b+)', 'abba', '<${x}>')", 'a<bb>a'],
    ["regex_replace_all('a', 'aa', '$1x')", ''],
    ["regex_replace_all('', 'ab', '-')", '-a-b-'],
    ["regex_replace_all_literal('a', 'banana', '$0')", 'b$0n$0n$0'],
    ["pattern_match('*.example.*', 'a.example.com')", true],
    ["pattern_match('a?c', 'ac')", false],
    ['label_match(`{"a": "1"}`, `{"a": "1", "b": "2"}`)', true],
    ['label_match(`{"a": "1"}`, `{}`)', false],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('functions of arithmetic', () => {
  it.each<[string, unknown]>([
    ['add(`0.1`, `0.2`)', 0.30000000000000004],
    ["add('1Gi', '500m')", '1073741824500m'],
    ["add('1Gi', '1Gi')", '2Gi'],
    ["add('0', '1Ki')", '1Ki'],
    ["add('1h', '30m30s')", '1h30m30s'],
    ["add('1h', '30m')", ERROR],
    ["add(`1`, '1Gi')", ERROR],
    ["subtract('1k', '1')", '999'],
    ["subtract('1m30s', '2h')", '-1h58m30s'],
    ["multiply('1.5Gi', `2`)", '3Gi'],
    ["multiply(`0.5`, '3h')", '1h30m0s'],
    ["multiply('1Gi', '2')", ERROR],
    ["multiply('2m', `3`)", '6m'],
    ["divide('1Gi', '512Mi')", 2],
    ["divide('10', `4`)", '2'],
    ["divide('10.00', `4`)", '2500m'],
    ["divide('1h', '7s')", 514.2857142857143],
    ["divide('100s', `3`)", '33.333333333s'],
    ['divide(`1`, `0`)', ERROR],
    ["modulo('1Gi', '1000')", '824'],
    ["modulo('90s', '1h')", '1m30s'],
    ['modulo(`5.5`, `2`)', ERROR],
    ["sum(['1Gi', '512Mi', '1k'])", ERROR],
    ["sum(['1h', '15s'])", ERROR],
    ['sum(`[]`)', ERROR],
    ['round(`2.675`, `2`)', 2.68],
    ['round(`-0.5`, `0`)', -1],
    ['round(`1`, `-1`)', ERROR],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('functions of times', () => {
  it.each<[string, unknown]>([
    ["time_parse('02 Jan 06 15:04 -0700', '05 Mar 21 07:08 +0530')", '2021-03-05T07:08:00+05:30'],
    ["time_parse('1', '1700000000')", '2023-11-14T22:13:20Z'],
    ["time_parse('3:04PM', '12:30AM')", '0000-01-01T00:30:00Z'],
    ["time_parse('2006-01-02', '2023-02-29')", ERROR],
    ["time_utc('2021-01-02T15:04:05-07:00')", '2021-01-02T22:04:05Z'],
    ["time_add('2024-02-28T23:00:00Z', '2h')", '2024-02-29T01:00:00Z'],
    ["time_add('2021-01-02T15:04:05.9+02:00', '-1h30m')", '2021-01-02T13:34:05+02:00'],
    ["time_truncate('2021-01-02T15:04:05+05:45', '1h')", '2021-01-02T14:45:00+05:45'],
    ["time_to_cron('2021-01-02T15:04:05-07:00')", '4 15 2 1 6'],
    ["time_diff('2021-01-02T00:00:00Z', '2021-01-03T01:00:00.5Z')", '25h0m0.5s'],
    ["time_since('', '2021-01-02T00:00:00Z', '2021-01-02T00:00:00Z')", '0s'],
    ["time_since('2006-01-02', '2021-01-03', '2021-01-01')", '-48h0m0s'],
    ["time_before('2021-01-02T00:00:00+01:00', '2021-01-02T00:00:00Z')", true],
    ["time_after('2021-01-02T00:00:00+01:00', '2021-01-02T00:00:00Z')", false],
    ["time_between('2021-01-02T00:00:00Z', '2021-01-01T00:00:00Z', '2021-01-02T00:00:00Z')", false],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('functions of data', () => {
  it.each<[string, unknown]>([
    ['parse_json(\'{"a": [1.5, null]}\')', { a: [1.5, null] }],
    ["parse_json('{')", ERROR],
    ["parse_yaml('{a: yes, b: 0o17, c: 2020-01-01, d: 12:30:00}')", { a: true, b: 15, c: '2020-01-01', d: '12:30:00' }],
    ['lookup(`{"a": 1}`, \'a\')', 1],
    ['lookup(`{"a": 1}`, \'b\')', null],
    ['lookup(`[1, 2]`, `1`)', 2],
    ['lookup(`[1, 2]`, `-1`)', null],
    ['lookup(`[1, 2]`, `0.5`)', ERROR],
    [
      'items(`{"b": 1, "a": 2}`, \'k\', \'v\')',
      [
        { k: 'a', v: 2 },
        { k: 'b', v: 1 },
      ],
    ],
    ["items(`[\"x\"]`, 'i', 'v')", [{ i: 0, v: 'x' }]],
    ["object_from_lists(['a', 'b'], `[1]`)", ERROR],
    ['object_from_lists(`[1.5, true]`, `[1, 2]`)', { '1.5': 1, true: 2 }],
    ["semver_compare('1.2.3', '>=1.2.x <2.0.0')", true],
    ["semver_compare('1.2.3-rc.1', '<1.2.3')", true],
    ["semver_compare('4.1.3', '<1.x || 4.1.3')", true],
    ["semver_compare('x', '0.0.0')", true],
    ["semver_compare('1.2.3', '~1')", ERROR],
    ["image_normalize('nginx')", 'docker.io/nginx:latest'],
    ["image_normalize('localhost:5000/a/b:v1')", 'localhost:5000/a/b:v1'],
    [
      "image_normalize('ghcr.io/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000')",
      'ghcr.io/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000',
    ],
    ["image_normalize('a/B')", ERROR],
    ["is_external_url('https://8.8.8.8/x')", true],
    ["is_external_url('http://user@10.1.2.3:80')", false],
    ["is_external_url('http://[::1]/')", false],
    ["is_external_url('http://[::ffff:192.168.0.1]')", false],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression)).toEqual(expected);
  });
});

describe('what comes from outside', () => {
  const context: Context = {
    now: () => Date.UTC(2026, 10, 21, 12),
    random: () => 0.5,
    resolve: (host) => [`${host === 'in' ? 10 : 8}.0.0.1`],
  };

  it.each<[string, unknown]>([
    ['time_now()', '2026-11-21T12:00:00Z'],
    ['time_now_utc()', '2026-11-21T12:00:00Z'],
    ["time_since('', '2026-11-21T10:30:00Z', '')", '1h30m0s'],
    ["random('[a-z]{3}-(x|y)\\d')", 'nnn-y5'],
    ["is_external_url('https://in/')", false],
    ["is_external_url('https://out/')", true],
    ["image_normalize('x')", 'docker.io/x:latest'],
  ])('%s', (expression, expected) => {
    expect(evaluate(expression, null, context)).toBe(expected);
  });

  it.each(['time_now()', "random('a')", "is_external_url('https://out/')"])('%s fails without it', (expression) => {
    expect(evaluate(expression)).toBe(ERROR);
  });

  it('random texts match their pattern', () => {
    const pattern = '^([A-F]{2}|[^a-z\\s]?)[[:digit:]]{1,3}\\.(?:x|yz)+?\\w$';

    for (let i = 0; i < 50; i++) {
      expect(evaluate(`regex_match('${pattern}', random('${pattern}'))`, null, { random: Math.random })).toBe(true);
    }
  });
});
