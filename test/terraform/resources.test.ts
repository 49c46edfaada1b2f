import { describe, expect, it } from 'vitest';
import { readTerraformText } from '../../src/sources/terraform/read.ts';

const unknown = (source: string) => ({ $unknown: source });

describe('resources', () => {
  const read = async (text: string) => (await readTerraformText('main.tf', text)).resources;

  it('stand as often as count and for_each say', async () => {
    const resources = await read(`
resource "a" "none" { count = 0 }
resource "a" "two" {
  count = 1 + 1
  n     = count.index
}
resource "a" "each" {
  for_each = { x = 1, y = 2 }
  n        = "\${each.key}=\${each.value}"
}
resource "a" "set" {
  for_each = toset(["p"])
  n        = each.value
}
resource "a" "unknown" {
  count = var.create ? 1 : 0
  n     = count.index
}
resource "b" "refs" {
  all  = a.two[*].n
  one  = a.each["y"].n
  none = a.none[*].n
  len  = length(a.two)
  map  = { for k, v in a.each : k => v.n }
}`);

    expect(resources.map(({ name, object }) => [name, object['n']])).toEqual([
      ['a.two[0]', 0],
      ['a.two[1]', 1],
      ['a.each["x"]', 'x=1'],
      ['a.each["y"]', 'y=2'],
      ['a.set["p"]', 'p'],
      ['a.unknown', unknown('count.index')],
      ['b.refs', undefined],
    ]);
    expect(resources.at(-1)?.object).toEqual({
      all: [0, 1],
      one: 'y=2',
      none: [],
      len: 2,
      map: { x: 'x=1', y: 'y=2' },
    });
  });

  it('have nested blocks as lists, dynamic ones written out', async () => {
    const [resource] = await read(`
resource "a" "x" {
  rule { port = 1 }
  dynamic "rule" {
    for_each = [2, 3]
    content {
      port = rule.value
      dynamic "inner" {
        for_each = { k = rule.key }
        iterator = it
        content { v = "\${it.key}\${it.value}" }
      }
    }
  }
  dynamic "other" {
    for_each = var.rules
    content { v = other.value }
  }
  lifecycle { prevent_destroy = true }
  depends_on = [b.y]
}`);

    expect(resource?.object).toEqual({
      rule: [{ port: 1 }, { port: 2, inner: [{ v: 'k0' }] }, { port: 3, inner: [{ v: 'k1' }] }],
      other: unknown('var.rules'),
    });
  });

  it('have places for every attribute and block, and the nearest one for what is missing', async () => {
    const [resource] = await read(
      'resource "a" "x" {\n  name = "n"\n  block {\n    list = [\n      { k = 1 },\n      merge({ m = { n = 2 } }, {})\n    ]\n  }\n}\n',
    );
    const place = (...path: (string | number)[]) => {
      const { line, column, endLine, endColumn } = resource!.origin.locate(path);
      return `${line}:${column}-${endLine}:${endColumn}`;
    };

    expect(place()).toBe('1:1-1:17');
    expect(place('name')).toBe('2:3-2:7');
    expect(place('block')).toBe('3:3-3:8');
    expect(place('block', 0, 'list')).toBe('4:5-4:9');
    expect(place('block', 0, 'list', 0, 'k')).toBe('5:9-5:10');
    expect(place('block', 0, 'list', 1, 'm', 'n')).toBe('6:21-6:22');
    expect(place('block', 0, 'missing')).toBe('3:3-3:8');
    expect(place('missing', 'deeper')).toBe('1:1-1:17');
    expect(resource!.origin.locate(['name'], 'value').column).toBe(10);
  });

  it('are all looked at where one folder declares a name twice', async () => {
    const resources = await read('resource "a" "x" { v = 1 }\nresource "a" "x" { v = 2 }\n');

    expect(resources.map(({ name, object }) => [name, object['v']])).toEqual([
      ['a.x', 1],
      ['a.x', 2],
    ]);
  });

  it('know the JSON of a policy document', async () => {
    const resources = await read(`
data "aws_iam_policy_document" "d" {
  statement {
    sid       = "A"
    actions   = ["s3:*"]
    resources = ["*", aws_s3_bucket.b.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }
}
resource "aws_iam_policy" "p" { policy = data.aws_iam_policy_document.d.json }`);

    expect(resources[0]?.type).toBe('data.aws_iam_policy_document');
    expect(JSON.parse(resources[1]?.object['policy'] as string)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'A',
          Effect: 'Allow',
          Action: 's3:*',
          Resource: ['*', unknown('aws_s3_bucket.b.arn')],
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'true' } },
        },
      ],
    });
  });
});
