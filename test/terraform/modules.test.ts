import { describe, expect, it } from 'vitest';
import { gaps, read, shown } from './world.ts';

describe('a folder', () => {
  it('is one module: variables, locals and references cross its files', async () => {
    const found = await read({
      'variables.tf': 'variable "a" { default = "default" }\nvariable "b" {}\nvariable "c" {}\n',
      'locals.tf': 'locals { both = "${var.a}-${var.b}" }\n',
      'main.tf': 'resource "r" "x" {\n  v = "${local.both}-${var.c}"\n}\n',
      'terraform.tfvars': 'b = "tfvars"\nc = "tfvars"\n',
      'z.auto.tfvars': 'c = "auto"\n',
      'unused.tfvars': 'a = "unused"\n',
    });

    expect(shown(found)).toEqual(['r.x "default-tfvars-auto" main.tf:2']);
    expect(found.gaps).toEqual([]);
  });

  it('takes values from the command line, which win', async () => {
    const files = {
      'main.tf':
        'variable "a" {}\nvariable "b" { type = list(number) }\nvariable "c" { type = bool }\nresource "r" "x" {\n  v = [var.a, var.b, var.c]\n}\n',
      'terraform.tfvars': 'a = "tfvars"\n',
      'envs/prod.tfvars': 'a = "prod"\nb = [1]\n',
    };

    const found = await read(files, { files: ['envs/prod.tfvars'], pairs: ['b=["2", 3]', 'c=true'] });

    expect(shown(found)).toEqual(['r.x ["prod",[2,3],true] main.tf:5']);
  });

  it('lets override files have the last word, each at its own place', async () => {
    const found = await read({
      'a_override.tf': 'resource "r" "x" {\n\n  v = "override"\n  blk { n = 2 }\n}\n',
      'main.tf': 'resource "r" "x" {\n  v = "main"\n  w = 1\n  blk { n = 0 }\n  blk { n = 1 }\n}\n',
    });

    expect(shown(found)).toEqual(['r.x "override" a_override.tf:3']);
    expect(found.resources[0]?.object).toEqual({ v: 'override', w: 1, blk: [{ n: 2 }] });
    expect(found.resources[0]?.origin.locate(['blk', 0, 'n'])).toMatchObject({ file: 'a_override.tf', line: 4 });
    expect(found.resources[0]?.origin.locate([])).toMatchObject({ file: 'main.tf', line: 1 });
  });

  it('is read as OpenTofu does where a .tofu file has a .tf twin', async () => {
    const found = await read({
      'main.tf': 'resource "r" "x" { v = "tf" }\n',
      'main.tofu': 'resource "r" "x" { v = "tofu" }\n',
      'other.tf': 'resource "r" "y" { v = 1 }\n',
    });

    expect(shown(found)).toEqual(['r.x "tofu" main.tofu:1', 'r.y 1 other.tf:1']);
  });

  it('may be written in JSON', async () => {
    const found = await read({
      'main.tf.json': JSON.stringify(
        {
          variable: { a: { default: 'x', type: 'string' } },
          locals: { l: '${var.a}-${1 + 1}' },
          resource: { r: { x: { v: '${local.l}', blk: [{ n: 1 }, { n: 2 }], tags: { k: 'v' } } } },
        },
        null,
        2,
      ),
    });

    expect(shown(found)).toEqual(['r.x "x-2" main.tf.json:14']);
    expect(found.resources[0]?.object).toEqual({ v: 'x-2', blk: [{ n: 1 }, { n: 2 }], tags: { k: 'v' } });
    expect(found.resources[0]?.origin.locate(['blk', 1, 'n']).line).toBe(20);
  });

  it('reads files and templates of its own', async () => {
    const found = await read({
      'main.tf':
        'resource "r" "x" {\n  v = [file("${path.module}/a.txt"), templatefile("t.tpl", { name = "n", list = [1, 2] }), yamldecode(file("b.yaml")).k]\n}\n',
      'a.txt': 'text',
      't.tpl': '${name}:%{ for i in list } ${i}%{ endfor } "q" \\n',
      'b.yaml': 'k: [1]\n',
    });

    expect(found.resources[0]?.object['v']).toEqual(['text', 'n: 1 2 "q" \\n', [1]]);
  });

  it('reads no file from outside', async () => {
    const found = await read(
      {
        'secret.txt': 'hunter2',
        'scanned/main.tf':
          'resource "r" "x" {\n  v = [file("../secret.txt"), file("link.txt"), file("/etc/hostname")]\n}\n',
        'scanned/link.txt': '-> ../secret.txt',
      },
      { root: 'scanned' },
    );

    expect(found.resources[0]?.object['v']).toEqual([
      { $unknown: 'file("../secret.txt")' },
      { $unknown: 'file("link.txt")' },
      { $unknown: 'file("/etc/hostname")' },
    ]);
  });
});

describe('a module', () => {
  const MODULE =
    'variable "in" { default = "none" }\nresource "r" "x" {\n  v = var.in\n}\noutput "out" { value = "${r.x.v}!" }\n';

  it('is looked at as it is called, once for each instance', async () => {
    const found = await read({
      'modules/m/main.tf': MODULE,
      'main.tf': `
module "one" {
  source = "./modules/m"
  in     = "1"
}
module "many" {
  source   = "./modules/m"
  for_each = { a = module.one.out, b = "2" }
  in       = each.value
}
module "none" {
  source = "./modules/m"
  count  = 0
}
resource "r" "root" {
  v = [module.one.out, module.many["b"].out, [for k, m in module.many : m.out], module.none[*].out]
}
`,
    });

    expect(shown(found)).toEqual([
      'r.root ["1!","2!",["1!!","2!"],[]] main.tf:16',
      'module.one.r.x "1" modules/m/main.tf:3',
      'module.many["a"].r.x "1!" modules/m/main.tf:3',
      'module.many["b"].r.x "2" modules/m/main.tf:3',
    ]);
    expect(found.gaps).toEqual([]);
  });

  it('may depend on one that depends on it, output by output', async () => {
    const found = await read({
      'main.tf': `
module "a" {
  source = "./m"
  in     = module.b.second
}
module "b" {
  source = "./m"
  in     = module.a.first
}
`,
      'm/main.tf':
        'variable "in" {}\noutput "first" { value = "f" }\noutput "second" { value = "s" }\nresource "r" "x" {\n  v = var.in\n}\n',
    });

    expect(shown(found)).toEqual(['module.a.r.x "s" m/main.tf:5', 'module.b.r.x "f" m/main.tf:5']);
  });

  it('is a root where none calls it', async () => {
    const found = await read({ 'modules/m/main.tf': MODULE, 'envs/dev/main.tf': 'resource "r" "dev" { v = 1 }\n' });

    expect(shown(found)).toEqual(['r.dev 1 envs/dev/main.tf:1', 'r.x "none" modules/m/main.tf:3']);
  });

  it('is said once where two roots call it alike', async () => {
    const call = (value: string) => `module "m" {\n  source = "../../modules/m"\n  in = "${value}"\n}\n`;

    const found = await read({
      'modules/m/main.tf': MODULE,
      'envs/a/main.tf': call('same'),
      'envs/b/main.tf': call('same'),
      'envs/c/main.tf': call('other'),
    });

    expect(shown(found)).toEqual([
      'module.m.r.x "same" modules/m/main.tf:3',
      'module.m.r.x "other" modules/m/main.tf:3',
    ]);
  });

  it('say nothing of the credentials in their source', async () => {
    const found = await read({
      'main.tf': 'module "git" { source = "git::https://user:hunter2@example.com/x.git" }\n',
    });

    expect(gaps(found)).toEqual([
      'unsupported main.tf:1 Module "git": its source "git::https://***@example.com/x.git" is not on disk, so what it creates was not looked at.',
    ]);
  });

  it('of a registry is a gap, unless it is installed', async () => {
    const main = 'module "eks" {\n  source  = "terraform-aws-modules/eks/aws"\n  version = "~> 20.0"\n}\n';
    const index = JSON.stringify({
      Modules: [
        { Key: '', Source: '', Dir: '.' },
        { Key: 'eks', Source: 'registry.terraform.io/terraform-aws-modules/eks/aws', Dir: '.terraform/modules/eks' },
        { Key: 'eks.sub', Source: 'git::https://x', Dir: '.terraform/modules/eks.sub' },
      ],
    });

    const bare = await read({ 'main.tf': main });
    const installed = await read({
      'main.tf': main,
      '.terraform/modules/modules.json': index,
      '.terraform/modules/eks/main.tf': 'module "sub" { source = "git::https://x" }\n',
      '.terraform/modules/eks.sub/main.tf': MODULE,
    });

    expect(gaps(bare)).toEqual([
      'unsupported main.tf:1 Module "eks": its source "terraform-aws-modules/eks/aws" is not on disk, so what it creates was not looked at.',
    ]);
    expect(bare.gaps[0]?.hint).toContain('terraform show -json');
    expect(shown(installed)).toEqual(['module.eks.module.sub.r.x "none" .terraform/modules/eks.sub/main.tf:3']);
    expect(installed.gaps).toEqual([]);
  });

  it('that calls itself ends', async () => {
    const found = await read({
      'main.tf': 'module "a" { source = "./a" }\n',
      'a/main.tf': 'module "b" { source = "../b" }\nresource "r" "a" { v = 1 }\n',
      'b/main.tf': 'module "a" { source = "../a" }\n',
    });

    expect(shown(found)).toEqual(['module.a.r.a 1 a/main.tf:2']);
    expect(gaps(found)).toEqual(['cycle b/main.tf:1 Module "a" calls itself, or modules are nested too deeply.']);
  });

  it('in a circle without a root is looked at from one of its folders', async () => {
    const found = await read({
      'a/main.tf': 'module "b" { source = "../b" }\nresource "r" "a" { v = 1 }\n',
      'b/main.tf': 'module "a" { source = "../a" }\n',
    });

    expect(shown(found)).toEqual(['r.a 1 a/main.tf:2']);
    expect(found.gaps.map(({ code }) => code)).toEqual(['cycle']);
  });

  it('outside of what is scanned is a gap', async () => {
    const found = await read(
      { 'scanned/main.tf': 'module "m" { source = "../m" }\n', 'm/main.tf': MODULE },
      { root: 'scanned' },
    );

    expect(found.resources).toEqual([]);
    expect(gaps(found)).toEqual([
      'outside-root main.tf:1 Module "m": its source "../m" leads out of the scanned folder.',
    ]);
  });

  it('that is not there is a gap', async () => {
    const found = await read({ 'main.tf': 'module "m" { source = "./m" }\nmodule "n" { source = var.x }\n' });

    expect(gaps(found)).toEqual([
      'unreadable main.tf:1 Module "m": there is no folder m.',
      'unknown-value main.tf:2 The source of module "n" is not known.',
    ]);
  });
});

describe('one named file', () => {
  it('is read with the rest of its folder, but reported alone', async () => {
    const found = await read(
      {
        'main.tf': 'resource "r" "x" {\n  v = var.a\n}\n',
        'variables.tf': 'variable "a" { default = 5 }\nresource "r" "y" { v = 1 }\n',
      },
      { targets: ['main.tf'] },
    );

    expect(shown(found)).toEqual(['r.x 5 main.tf:2']);
  });
});
