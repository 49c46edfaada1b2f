import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../cel/json.ts';
import { Fault } from '../../cel/values.ts';
import { compileCelText } from '../cel/environment.ts';
import { celScope } from '../cel/run.ts';
import type { Lookups } from '../types.ts';
import { Answer } from './answers.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const OBJECT = { attributes: { header: { Authorization: ['Bearer x'] }, query: { page: ['1', '2'] } } };

function run(expression: string, lookups: Lookups = { now: () => NOW, random: () => 0.5 }): unknown {
  const subject = { object: OBJECT, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
  const { value } = compileCelText(expression, []).run(celScope(subject, lookups, []));
  return value instanceof Fault || value instanceof Answer ? value : toJson(value);
}

describe('functions of Kyverno', () => {
  it.each<[expression: string, expected: unknown]>([
    ['image("nginx").registry()', 'index.docker.io'],
    ['image("nginx").repository()', 'library/nginx'],
    ['image("nginx").tag()', 'latest'],
    ['parseImageReference("ghcr.io/a/b:v1").identifier()', 'v1'],
    [`image("ghcr.io/a/b@sha256:${'0'.repeat(64)}").containsDigest()`, true],
    ['[image("a/b"), image("c/d:v2")].map(i, i.repository())', ['a/b', 'c/d']],
    ['isImage("A/B")', false],
    ['json.unmarshal("{\\"a\\": [1, 2.5]}").a[1]', 2.5],
    ['json.Unmarshal("[true]")[0]', true],
    ['json.marshal({"a": [1]})', '{"a":[1]}'],
    ['json.marshal("<&>")', String.raw`"\u003c\u0026\u003e"`],
    ['json.marshal({"a": duration("90s")})', '{"a":90000000000}'],
    ['json.unmarshal("5") / 2.0', 2.5],
    ['yaml.parse("a: 1").a + 0.5', 1.5],
    ['regex.replace("banana", "a", "x")', 'bxnxnx'],
    ['regex.replace("banana", "a", "x", 2)', 'bxnxna'],
    ['regex.replace("banana", "a", "x", 0)', 'banana'],
    [String.raw`regex.replace("foo bar", "(fo)o (ba)r", "\\2 \\1")`, 'ba fo'],
    [String.raw`regex.replace("ab", "a", "$0\\\\")`, String.raw`$0\b`],
    ['regex.replace("foo", "", "-")', '-f-o-o-'],
    ['gzip.decompress(gzip.compress("abc"))', 'abc'],
    [`image("ghcr.io/a/b:v1@sha256:${'0'.repeat(64)}").identifier()`, `v1@sha256:${'0'.repeat(64)}`],
    ['image("docker.io/nginx").repository()', 'library/nginx'],
    ['[isImage("b"), isImage("ghcr.io/x"), isImage("a b"), isImage("aa@sha256:zz")]', [false, false, false, false]],
    ['parseServiceAccount("system:serviceaccount:a:b:c").Name', 'b:c'],
    ['listObjToMap([{"id": "x"}], [{"w": 1}], "id", "v")', { x: null }],
    ['yaml.parse("a: {b: 42}").a.b == 42', true],
    ['md5("nginx:latest")', '403554a5dfea78d1ca4a8ff5830ac2ae'],
    ['hash.sha1("a")', '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'],
    ['math.round(10.125, 2)', 10.13],
    ['math.round(-2.5, 0)', -3],
    ['math.round(12345.6789, -2)', 12300],
    ['listObjToMap([{"id": "x"}, {"id": "y"}], [{"v": 1}, {"v": 2}], "id", "v")', { x: 1, y: 2 }],
    ['parseServiceAccount("system:serviceaccount:kube-system:builder").Namespace', 'kube-system'],
    ['parseServiceAccount("jane").Name', ''],
    ['string(time.now())', '2026-01-02T03:04:05Z'],
    ['string(time.truncate(timestamp("2025-01-02T03:45:27Z"), duration("1h")))', '2025-01-02T03:00:00Z'],
    ['time.toCron(timestamp("2025-01-02T15:30:00Z"))', '30 15 2 1 4'],
    ['random().size()', 8],
    ['random("[A-Z]{3}-x").matches("^[A-Z]{3}-x$")', true],
    ['object.attributes.Header("authorization")', ['Bearer x']],
    ['object.attributes.QueryParam("page").size()', 2],
  ])('%s', (expression, expected) => {
    expect(run(expression)).toEqual(expected);
  });

  it.each([
    'image("A/B").tag()',
    'json.unmarshal("{")',
    'x509.decode("x")',
    'json.unmarshal("5") + 1',
    String.raw`regex.replace("foo", "o", "\\5")`,
    'regex.replace("foo", "(", "")',
    'gzip.decompress(b"abc")',
    'resource.Post("v1", "reviews", {"a": dyn(1)})',
    'listObjToMap([{"id": "x"}], [], "id", "v")',
  ])('%s is an error', (expression) => {
    expect(run(expression)).toBeInstanceOf(Fault);
  });

  it('replaces every match of a long text, and refuses to grow without end', () => {
    const long = `"${'a'.repeat(40_000)}"`;

    expect(run(`[${long}].map(x, size(regex.replace(x + x + x, "a", "bb")))[0]`)).toBe(240_000);
    expect(run(`[${long}].map(x, regex.replace(x, "a", x))[0]`)).toBeInstanceOf(Fault);
  });

  it.each(['time.now()', 'random()', 'jwt.Decode("a.b.c", "d").Valid'])('%s needs the world', (expression) => {
    expect(run(expression, {})).toBeInstanceOf(Fault);
  });
});

describe('answers to requests', () => {
  it.each([
    ['envoy.Allowed().Response()', true],
    ['envoy.Denied(403).WithBody("no").WithHeader("a", "b").Response().WithMetadata({"a": 1})', false],
    ['http.Denied("no").Response()', false],
    ['http.Allowed()', true],
    ['envoy.DeniedResponse{status: google.rpc.Status{code: 7}}', false],
  ])('%s', (expression, allowed) => {
    expect(run(expression)).toMatchObject({ allowed });
  });
});

describe('tokens', () => {
  const signed = (claims: object, secret = 'secret', alg = 'HS256') => {
    const body = [{ alg, typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
    const signature = createHmac('sha256', secret).update(body.join('.')).digest('base64url');
    return `${body.join('.')}.${signature}`;
  };
  const later = NOW / 1000 + 60;
  it.each([
    ['one that is signed', signed({ role: 'admin', exp: later }), true],
    ['one signed by somebody else', signed({ role: 'admin' }, 'other'), false],
    ['one that has ended', signed({ exp: later - 120 }), false],
    ['one that has not begun', signed({ nbf: later }), false],
    ['one without a signature', `${signed({}, 'secret', 'none').split('.').slice(0, 2).join('.')}.`, false],
    ['a text', 'token', false],
  ])('%s', (_, token, valid) => {
    expect(run(`jwt.Decode("${token}", "secret").Valid`)).toBe(valid);
  });
});
