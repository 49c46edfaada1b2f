import { describe, expect, it } from 'vitest';
import { parseTerraformJson } from '../../src/sources/terraform/json.ts';
import { readTerraformText } from '../../src/sources/terraform/read.ts';
import { unknownsIn } from '../../src/terraform/value.ts';

interface Outcome {
  readonly objects: Readonly<Record<string, unknown>>;
  readonly gaps: readonly string[];
  readonly count: number;
}

async function read(text: string): Promise<Outcome> {
  const { resources, gaps } = await readTerraformText('main.tf', text);
  return {
    objects: Object.fromEntries(resources.map(({ name, object }) => [name, object])),
    gaps: gaps.map(({ code, place }) => `${code} ${place?.line}`),
    count: resources.length,
  };
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

const OK = '\nresource "r" "ok" {\n  v = 1\n}\n';

describe('half-written Terraform', () => {
  it('is read but for the block with the mistake', async () => {
    const { objects, gaps } = await read(
      `resource "r" "first" { v = 1 }\nresource "r" "broken" {\n  v =\n  w = [1,\n}${OK}`,
    );

    expect(objects['r.first']).toEqual({ v: 1 });
    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(gaps).toEqual(['syntax 3']);
  });

  it('with a block that never ends is read up to the next one', async () => {
    const { objects, gaps } = await read(`resource "r" "open" {\n  v = 1\n  inner {\n    w = 2\n${OK}`);

    expect(objects).toEqual({ 'r.open': { v: 1, inner: [{ w: 2 }] }, 'r.ok': { v: 1 } });
    expect(gaps.map((gap) => gap.split(' ')[0])).toEqual(['syntax']);
  });

  it('with a heredoc that never ends is read after it', async () => {
    const { objects, gaps } = await read(`resource "r" "open" {\n  v = <<EOT\ntext\n}${OK}`);

    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(unknownsIn(JSON.parse(JSON.stringify(objects['r.open'])))).toHaveLength(1);
    expect(gaps.map((gap) => gap.split(' ')[0])).toEqual(['syntax']);
  });

  it('says at most twenty mistakes of a file', async () => {
    const { gaps } = await read(lines(500, (i) => `resource "r" "r${i}" {\n  x = = "v\n}`));

    expect(gaps).toHaveLength(20);
  });

  it('may be anything', async () => {
    const { gaps, count } = await read('\u0000\u0001{}[]()"${%{<<\n'.repeat(500));

    expect(count).toBe(0);
    expect(gaps.length).toBeGreaterThan(0);
  });
});

describe('nesting', () => {
  it.each([
    ['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['brackets', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
    ['objects', `${'{ a = '.repeat(10_000)}1${' }'.repeat(10_000)}`],
    ['operators', lines(5000, () => '1 +').replaceAll('\n', ' ') + ' 1'],
    ['calls', `${'f('.repeat(10_000)}1${')'.repeat(10_000)}`],
  ])('of %s has an end', async (_, expression) => {
    const { objects, gaps } = await read(`resource "r" "deep" {\n  v = ${expression}\n}${OK}`);

    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(objects['r.deep']).toMatchObject({ v: { $unknown: expect.any(String) } });
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('of templates has an end', async () => {
    const deep = `${'"${'.repeat(3000)}1${'}"'.repeat(3000)}`;

    const { objects, gaps } = await read(`resource "r" "deep" {\n  v = ${deep}\n}${OK}`);

    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('of blocks has an end', async () => {
    const { objects, gaps } = await read(
      `resource "r" "deep" {\n${'n {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}}${OK}`,
    );

    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(gaps).toEqual([expect.stringMatching(/^limit /)]);
  });

  it('of locals in each other has an end', async () => {
    const text = `locals {\n${lines(5000, (i) => `  l${i} = [local.l${i + 1}]`)}\n  l5000 = 1\n}\nresource "r" "deep" {\n  v = local.l0\n}${OK}`;

    const { objects, gaps } = await read(text);

    expect(objects['r.ok']).toEqual({ v: 1 });
    expect(gaps).toEqual(['limit 1']);
  });

  it('that grows from cached values has an end', async () => {
    const text = `locals {\n  l0 = 1\n${lines(2000, (i) => `  l${i + 1} = [local.l${i}]`)}\n}\n${lines(2000, (i) => `resource "r" "r${i}" {\n  v = local.l${i}\n}`)}`;

    const { objects } = await read(text);

    expect(JSON.stringify(objects['r.r1999']).length).toBeLessThan(10_000);
  });
});

describe('more of one thing than a call takes arguments', () => {
  it('attributes in a block', async () => {
    const { gaps, count } = await read(`resource "r" "long" {\n${lines(130_000, (i) => `a${i}=1`)}\n}${OK}`);

    expect([count, gaps]).toEqual([2, []]);
  });

  it('blocks in JSON', () => {
    const text = JSON.stringify({ resource: { r: { long: { b: Array.from({ length: 130_000 }, () => ({})) } } } });

    const { body } = parseTerraformJson('main.tf.json', text, (value, at) => ({ ...at, kind: 'literal', value }));

    expect(body.blocks[0]?.body.blocks).toHaveLength(130_000);
  });
});

describe('growth', () => {
  it('of values is bounded', async () => {
    const doubled = (line: (i: number) => string) =>
      `locals {\n  l0 = ["aaaaaaaaaa"]\n${lines(60, line)}\n}\nresource "r" "big" {\n  v = local.l60\n}${OK}`;

    const lists = await read(doubled((i) => `  l${i + 1} = concat(local.l${i}, local.l${i})`));
    const texts = await read(doubled((i) => `  l${i + 1} = "\${jsonencode(local.l${i})}\${jsonencode(local.l${i})}"`));

    for (const { objects } of [lists, texts]) {
      expect(objects['r.ok']).toEqual({ v: 1 });
      expect(JSON.stringify(objects['r.big']).length).toBeLessThan(10_000);
    }
  });

  it('of loops is bounded', async () => {
    const { gaps, objects } = await read(
      'locals { r = range(1000) }\nresource "r" "big" {\n  v = [for a in local.r : [for b in local.r : [for c in local.r : c]]]\n}\n',
    );

    expect(gaps).toEqual(['limit 1']);
    expect(objects['r.big']).toMatchObject({ v: { $unknown: expect.any(String) } });
  });

  it('of text by functions is bounded', async () => {
    const { objects } = await read(
      'locals { s = join("", [for i in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]) }\nresource "r" "x" {\n  a = replace(local.s, "", local.s)\n  b = format("%999999999d", 1)\n  c = indent(999999, local.s)\n  d = setproduct(range(1000), range(1000))\n}\n',
    );

    expect(Object.values(objects['r.x'] as object)).toEqual(
      Array.from({ length: 4 }, () => ({ $unknown: expect.any(String) })),
    );
  });

  it('of instances is bounded, and told', async () => {
    const { count, gaps } = await read(
      'resource "r" "many" {\n  count = 1000000000\n}\nresource "r" "each" {\n  for_each = toset([for i in range(1000000000) : tostring(i)])\n}\n',
    );

    expect(count).toBe(1024 + 1);
    expect(gaps).toEqual(['limit 1']);
  });

  it('of modules and resources together is bounded, and told', async () => {
    const { count, gaps } = await read(lines(25, (i) => `resource "r" "r${i}" {\n  count = 1000\n}`));

    expect(count).toBe(20_000);
    expect(gaps).toEqual(['limit 1']);
  });
});

describe('circles', () => {
  it('of locals, variables and resources end unknown', async () => {
    const { objects, gaps } = await read(
      'locals {\n  a = local.b\n  b = "${local.a}x"\n}\nvariable "v" { default = var.v }\nresource "r" "x" {\n  a = local.a\n  b = r.x.b\n  c = var.v\n  d = r.x\n}\n',
    );

    expect(objects['r.x']).toMatchObject({
      a: { $unknown: expect.any(String) },
      b: { $unknown: expect.any(String) },
      c: { $unknown: expect.any(String) },
    });
    expect(gaps).toEqual([]);
  });

  it('of count and for_each end', async () => {
    const { objects } = await read(
      `resource "r" "x" {\n  count = length(r.x)\n}\nresource "r" "y" {\n  for_each = r.z\n}\nresource "r" "z" {\n  for_each = r.y\n}${OK}`,
    );

    expect(objects['r.ok']).toEqual({ v: 1 });
  });
});

describe('odd names and texts', () => {
  it('are names and texts like others', async () => {
    const { objects } = await read(
      '\uFEFFresource "r" "x" {\r\n  __proto__ = { polluted = true }\r\n  constructor { a = 1 }\r\n  v = { "__proto__" = 1 }.__proto__\r\n}\r\n',
    );

    expect(Object.keys(objects['r.x'] as object)).toEqual(['__proto__', 'v', 'constructor']);
    expect((objects['r.x'] as { v: unknown }).v).toBe(1);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a large file', () => {
  it('is read whole', { timeout: 300_000 }, async () => {
    const { count } = await read(
      lines(10_000, (i) => `resource "r" "r${i}" {\n  v = "a-\${var.y}"\n  inner {\n    n = ${i}\n  }\n}`),
    );

    expect(count).toBe(10_000);
  });
});
