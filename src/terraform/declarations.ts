import type { Attribute, Block, TerraformFile } from './syntax.ts';

/** A block and the file that it stands in. */
export interface Declared {
  readonly block: Block;
  readonly file: TerraformFile;
}

/** What the files of one folder declare together. */
export interface Declarations {
  readonly variables: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, { readonly attribute: Attribute; readonly file: TerraformFile }>;
  readonly outputs: ReadonlyMap<string, Declared>;
  readonly modules: ReadonlyMap<string, Declared>;
  /**
   * By address, `aws_eks_cluster.this` and `data.aws_ami.node`, in the order of files and text. One that is declared again
   * (a folder of samples) has a key of its own: the address, a NUL and a number.
   */
  readonly resources: ReadonlyMap<string, Declared>;
}

/** Gathers the blocks of a folder's files; those of override files, which come last, change what is there. */
export function declare(files: readonly TerraformFile[]): Declarations {
  const variables = new Map<string, Declared>();
  const locals = new Map<string, { attribute: Attribute; file: TerraformFile }>();
  const outputs = new Map<string, Declared>();
  const modules = new Map<string, Declared>();
  const resources = new Map<string, Declared>();
  const named: Readonly<Record<string, Map<string, Declared>>> = {
    variable: variables,
    output: outputs,
    module: modules,
  };
  for (const file of files) {
    const overrides = isOverride(file.file);
    for (const block of file.body.blocks) {
      const [first = '', second = ''] = block.labels;
      if (block.type === 'locals') {
        for (const attribute of block.body.attributes) locals.set(attribute.name, { attribute, file });
      } else if (block.type === 'resource') put(resources, `${first}.${second}`, { block, file }, overrides);
      else if (block.type === 'data') put(resources, `data.${first}.${second}`, { block, file }, overrides);
      else if (named[block.type]) put(named[block.type]!, first, { block, file }, overrides);
    }
  }
  return { variables, locals, outputs, modules, resources };
}

export function isOverride(file: string): boolean {
  return /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/.test(file);
}

function put(into: Map<string, Declared>, name: string, declared: Declared, overrides: boolean): void {
  const before = into.get(name);
  if (before && overrides) into.set(name, { file: before.file, block: merged(before.block, declared) });
  else into.set(before ? `${name}\0${into.size}` : name, declared);
}

/** An override's attributes replace those of their name, its blocks all of their type. */
function merged(block: Block, { block: over, file }: Declared): Block {
  const names = new Set(over.body.attributes.map((attribute) => attribute.name));
  const types = new Set(over.body.blocks.map((inner) => inner.type));
  return {
    ...block,
    body: {
      attributes: [
        ...block.body.attributes.filter((attribute) => !names.has(attribute.name)),
        ...over.body.attributes.map((attribute) => ({ ...attribute, file })),
      ],
      blocks: [
        ...block.body.blocks.filter((inner) => !types.has(inner.type)),
        ...over.body.blocks.map((inner) => ({ ...inner, file })),
      ],
    },
  };
}
