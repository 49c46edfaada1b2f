import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { readTerraformText } from '../../src/sources/terraform/read.ts';

/** The value of an expression beside these other blocks. */
async function valueOf(expression: string, beside = ''): Promise<Json | undefined> {
  const { resources, gaps } = await readTerraformText(
    'main.tf',
    `${beside}\nresource "t" "x" {\n  v = ${expression}\n}\n`,
  );
  expect(gaps).toEqual([]);
  return resources.find(({ name }) => name === 't.x')?.object['v'];
}

const unknown = (source: string) => ({ $unknown: source });

/** From the language's own documentation, https://developer.hashicorp.com/terraform/language/functions and HCL's spec. */
const CASES: readonly (readonly [string, Json])[] = [
  ['1 + 2 * 3 - 4', 3],
  ['(1 + 2) * 3', 9],
  ['-(2) + 5', 3],
  ['"5" + 2', 7],
  ['7 % 4', 3],
  ['!true || 1 < 2 && "a" != "b"', true],
  ['null == null', true],
  ['true ? "yes" : "no"', 'yes'],
  ['"a\\n\\"b\\" \\u00e9 $${c} %%{d}"', 'a\n"b" é ${c} %{d}'],
  ['"x-${1 + 1}-${true}"', 'x-2-true'],
  ['"${[1, 2]}"', [1, 2]],
  ['"%{ if 1 > 2 }a%{ else }b%{ endif }!"', 'b!'],
  ['"%{ for x in ["a", "b"] }<${x}>%{ endfor }"', '<a><b>'],
  ['"a ${~ "b" ~} c"', 'abc'],
  ['<<EOT\n  a\n    ${"b"}\nEOT\n', '  a\n    b\n'],
  [
    '<<-EOT\n    a\n      b ${1}\n    %{ for x in [1, 2] ~}\n    - ${x}\n    %{ endfor ~}\n    c\n  EOT\n',
    'a\n  b 1\n- 1\n- 2\nc\n',
  ],
  ['<<-EOT\n    ${"a"}\n      b\n    EOT\n', 'a\n  b\n'],
  ['[for x in [1, 2, 3] : x * 2 if x != 2]', [2, 6]],
  ['[for k, v in { b = 1, a = 2 } : "${k}${v}"]', ['a2', 'b1']],
  ['{ for x in ["a", "b"] : x => upper(x) }', { a: 'A', b: 'B' }],
  ['{ for x in ["aa", "ab", "b"] : substr(x, 0, 1) => x... }', { a: ['aa', 'ab'], b: ['b'] }],
  ['[{ a = 1 }, { a = 2 }][*].a', [1, 2]],
  ['[{ a = [1] }, { a = [2] }].*.a[0]', [1]],
  ['[{ a = [1] }, { a = [2] }][*].a[0]', [1, 2]],
  ['null[*]', []],
  ['{ "a-b" = 1, (upper("c")) = 2, d : 3 }', { 'a-b': 1, C: 2, d: 3 }],
  ['[1, 2, 3][1]', 2],
  ['["a", "b"].1', 'b'],
  ['try({ a = 1 }.b, "none")', 'none'],
  ['can({ a = 1 }.b)', false],
  ['can([1][0])', true],
  ['merge({ a = 1, b = 1 }, null, { b = 2 })', { a: 1, b: 2 }],
  ['concat([1], [2, 3], [])', [1, 2, 3]],
  ['concat([[1], [2]]...)', [1, 2]],
  ['lookup({ a = 1 }, "b", 9)', 9],
  ['coalesce("", null, "x")', 'x'],
  ['coalescelist([], [1])', [1]],
  ['compact(["a", "", null, "b"])', ['a', 'b']],
  ['flatten([[1, [2]], [], 3])', [1, 2, 3]],
  ['distinct(["a", "b", "a"])', ['a', 'b']],
  ['keys({ b = 1, a = 2 })', ['a', 'b']],
  ['values({ b = 1, a = 2 })', [2, 1]],
  ['zipmap(["a", "b"], [1, 2])', { a: 1, b: 2 }],
  ['contains(["a"], "a")', true],
  ['element(["a", "b", "c"], 4)', 'b'],
  ['index(["a", "b"], "b")', 1],
  ['length("héé")', 3],
  ['length({ a = 1 })', 1],
  ['one([])', null],
  ['range(1, 4)', [1, 2, 3]],
  ['range(3, 0)', [3, 2, 1]],
  ['reverse([1, 2])', [2, 1]],
  ['slice(["a", "b", "c"], 1, 3)', ['b', 'c']],
  ['sort(["b", "a"])', ['a', 'b']],
  ['sum([1, 2, 3])', 6],
  ['chunklist([1, 2, 3], 2)', [[1, 2], [3]]],
  [
    'setproduct(["a", "b"], [1, 2])',
    [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ],
  ],
  ['setunion(["a"], ["b", "a"])', ['a', 'b']],
  ['setintersection(["a", "b"], ["b"])', ['b']],
  ['setsubtract(["a", "b"], ["b"])', ['a']],
  ['toset(["b", "a", "b"])', ['a', 'b']],
  ['transpose({ a = ["1", "2"], b = ["2"] })', { '1': ['a'], '2': ['a', 'b'] }],
  ['alltrue([true, "true"])', true],
  ['anytrue([])', false],
  ['max(3, 12, 9)', 12],
  ['min([5, 2]...)', 2],
  ['ceil(5.1)', 6],
  ['floor(4.9)', 4],
  ['pow(2, 3)', 8],
  ['parseint("ff", 16)', 255],
  ['tonumber("1.5")', 1.5],
  ['tostring(true)', 'true'],
  ['tobool("true")', true],
  ['lower("ABC")', 'abc'],
  ['title("hello world")', 'Hello World'],
  ['join("-", ["a", 1, true])', 'a-1-true'],
  ['split(",", "a,b")', ['a', 'b']],
  ['trim("?!hi?!", "!?")', 'hi'],
  ['trimprefix("helloworld", "hello")', 'world'],
  ['trimsuffix("helloworld", "world")', 'hello'],
  ['trimspace("  a\\n")', 'a'],
  ['chomp("a\\r\\n")', 'a'],
  ['startswith("abc", "ab")', true],
  ['strcontains("abc", "d")', false],
  ['strrev("abc")', 'cba'],
  ['indent(2, "a\\nb")', 'a\n  b'],
  ['substr("hello", -3, 2)', 'll'],
  ['replace("a.b.c", ".", "-")', 'a-b-c'],
  ['replace("hello world", "/w.*d/", "you")', 'hello you'],
  ['regex("^(?P<scheme>[^:/?#]+)://", "https://x.io")', { scheme: 'https' }],
  ['regex("[a-z]+", "53453453.345345aaabbbccc23454")', 'aaabbbccc'],
  ['regexall("[a-z]", "a1b")', ['a', 'b']],
  ['format("%s has %03d items, %.1f%% of %v", "x", 7, 12.34, [1])', 'x has 007 items, 12.3% of [1]'],
  ['formatlist("%s-%s", ["a", "b"], "c")', ['a-c', 'b-c']],
  ['jsonencode({ a = [1, null] })', '{"a":[1,null]}'],
  ['jsondecode("{\\"a\\": [1]}").a[0]', 1],
  ['base64encode("Hello")', 'SGVsbG8='],
  ['base64decode("SGVsbG8=")', 'Hello'],
  ['urlencode("a b")', 'a+b'],
  ['csvdecode("a,b\\n1,2\\n")', [{ a: '1', b: '2' }]],
  ['cidrsubnet("172.16.0.0/12", 4, 2)', '172.18.0.0/16'],
  ['cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162)', 'fd00:fd12:3456:7800:a200::/72'],
  ['cidrsubnets("10.1.0.0/16", 4, 4, 8, 4)', ['10.1.0.0/20', '10.1.16.0/20', '10.1.32.0/24', '10.1.48.0/20']],
  ['cidrhost("10.12.112.0/20", 16)', '10.12.112.16'],
  ['cidrnetmask("172.16.0.0/12")', '255.240.0.0'],
  ['basename("foo/bar.txt")', 'bar.txt'],
  ['dirname("foo/bar.txt")', 'foo'],
];

describe('expressions', () => {
  it.each(CASES)('%s', async (expression, expected) => {
    expect(await valueOf(expression)).toEqual(expected);
  });
});

const UNKNOWN: readonly string[] = [
  'var.nothing',
  'local.nothing',
  'aws_vpc.main.id',
  'data.aws_ami.x.id',
  'terraform.workspace',
  'timestamp()',
  'uuid()',
  'file("secret.txt")',
  'provider::acme::f(1)',
];

describe('what can not be known', () => {
  it.each(UNKNOWN)('%s', async (expression) => {
    expect(await valueOf(expression)).toEqual(unknown(expression));
  });

  it.each([
    ['sha256("x")', 'sha256("…")'],
    ['sensitive("hunter2")', 'sensitive("…")'],
    ['regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaab")', 'regex("…", "…")'],
  ])('%s, whose text is not shown', async (expression, shown) => {
    expect(await valueOf(expression)).toEqual(unknown(shown));
  });

  it('takes with it what needs it, and nothing else', async () => {
    const vpc = 'resource "aws_vpc" "main" {\n  cidr = "10.0.0.0/16"\n}\n';

    const value = await valueOf(
      '{ text = "a-${aws_vpc.main.id}", cidr = aws_vpc.main.cidr, list = [aws_vpc.main.id, 1], other = try(aws_vpc.main.id, 2), both = aws_vpc.main.id == "x" ? 3 : 3, none = aws_vpc.main.id == "x" && false }',
      vpc,
    );

    const id = unknown('aws_vpc.main.id');
    expect(value).toEqual({
      text: unknown('"…${aws_vpc.main.id}"'),
      cidr: '10.0.0.0/16',
      list: [id, 1],
      other: id,
      both: 3,
      none: false,
    });
  });

  it('is cut where its source is long', async () => {
    const value = (await valueOf(`foo(${'x'.repeat(500)})`)) as { $unknown: string };

    expect(value.$unknown).toHaveLength(200);
  });

  it('hides sensitive values', async () => {
    const beside = 'variable "p" {\n  sensitive = true\n  default   = "hunter2"\n}\n';

    expect(await valueOf('var.p', beside)).toEqual(unknown('(sensitive)'));
  });
});

describe('variables', () => {
  it('are what their type makes of them', async () => {
    const beside = `variable "v" {
  type = object({ flag = bool, size = optional(number, 3), tags = optional(map(string), {}), name = string })
  default = { flag = "true", name = 5, extra = 1 }
}`;

    expect(await valueOf('var.v', beside)).toEqual({ flag: true, size: 3, tags: {}, name: '5' });
  });
});
