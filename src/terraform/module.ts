import type { Gap } from '../model/gap.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { attributeOf, readBlock, type Repetition, type Repetitions, repetitionsOf } from './blocks.ts';
import { charge, createBudget } from './budget.ts';
import { computedAttribute } from './computed.ts';
import { type Declarations, declare, type Declared } from './declarations.ts';
import { evaluate, member, type Scope } from './evaluate.ts';
import type { FunctionWorld } from './functions/call.ts';
import { placeOf, type ReadBlock } from './layout.ts';
import { repeatedValue } from './repeated.ts';
import { gap, type ReadModule, type RootModule, type Run, type TerraformWorld } from './run.ts';
import type { Expression, TerraformFile } from './syntax.ts';
import { convert } from './types.ts';
import { Deferred, unknown, type Value } from './value.ts';

const MAX_CALLS = 24;
const MOST_RESOURCES = 20_000;

/** Works out every resource of a root module and of those that it calls. */
export function readModule(root: RootModule, world: TerraformWorld): ReadModule {
  const run: Run = { world, budget: createBudget(), gaps: new Map(), instances: [], called: new Set() };
  const inputs = (name: string) => root.inputs.get(name);
  const module = new Module(run, { ...root, address: '', chain: [root.folder], inputs });
  module.collect();
  if (run.budget.left < 0) {
    const message = 'Working out this Terraform module takes too many steps; what is left is not known.';
    gap(run, module.at(), { code: 'limit', message });
  }
  if (run.budget.wasTooDeep) {
    const message = 'Some values of this Terraform module are nested too deeply in each other; they are not known.';
    gap(run, module.at(), { code: 'limit', message });
  }
  return { instances: run.instances, gaps: [...run.gaps.values()], called: run.called };
}

interface ModuleCall {
  readonly folder: string;
  readonly files: readonly TerraformFile[];
  /** `module.a.module.b`, '' for the root. */
  readonly address: string;
  /** Folders from the root module's to this one. */
  readonly chain: readonly string[];
  /** What the caller says of a variable; undefined where it says nothing. */
  readonly inputs: (name: string) => Json | undefined;
}

/** One instance of one module: its names are worked out when asked for, once. */
class Module {
  private readonly run: Run;
  private readonly call: ModuleCall;
  private readonly declared: Declarations;
  private readonly known = new Map<string, Json>();
  private readonly repeated = new Map<string, Repetitions>();
  private readonly read = new Map<string, ReadBlock>();
  private readonly children = new Map<string, Map<string | number | undefined, Module> | undefined>();
  private readonly underWay = new Set<string>();
  private readonly functions: FunctionWorld;

  constructor(run: Run, call: ModuleCall) {
    this.run = run;
    this.call = call;
    this.declared = declare(call.files);
    this.functions = run.world.functions(call.folder);
  }

  at(): Gap['place'] {
    const [file] = this.call.files;
    return file && placeOf(file, { start: 0, end: 0 });
  }

  /** Adds every resource of this module, then those of the modules that it calls. */
  collect(): void {
    for (const [key, declared] of this.declared.resources) this.collectResource(key, declared, typeOf(declared));
    for (const [name, declared] of this.declared.modules) {
      const called = this.calls(name, declared);
      const source = called ? undefined : registrySource(declared);
      // Its inputs still say what is wanted of a well-known module that is not on disk.
      if (source !== undefined) this.collectResource(`module.${name}`, declared, `module.${source}`);
      for (const child of called?.values() ?? []) child.collect();
    }
  }

  private collectResource(key: string, declared: Declared, type: string): void {
    const repetitions = this.repetitions(key, declared);
    if (repetitions.cut) {
      const message = `${addressOf(key)} has too many instances; only the first ${repetitions.items.length} are looked at.`;
      gap(this.run, placeOf(declared.file, declared.block.header), { code: 'limit', message });
    }
    for (const repetition of repetitions.items) {
      if (this.run.instances.length >= MOST_RESOURCES) {
        const message = `The module has more than ${MOST_RESOURCES} resources; the rest is not looked at.`;
        gap(this.run, this.at(), { code: 'limit', message });
        return;
      }
      const { object, layout } = this.resource(key, declared, repetition);
      const address = this.address(`${addressOf(key)}${repetition.suffix}`);
      this.run.instances.push({ address, type, object, layout, folder: this.call.folder });
    }
  }

  private address(name: string): string {
    return this.call.address === '' ? name : `${this.call.address}.${name}`;
  }

  private scope(file: TerraformFile, repetition?: Repetition): Scope {
    return {
      root: (name) => repetition?.names.get(name) ?? this.lookup(name),
      file,
      budget: this.run.budget,
      world: this.functions,
    };
  }

  private lookup(name: string): Value | undefined {
    const whole = () => unknown(name);
    switch (name) {
      case 'var':
        return new Deferred((key) => this.variable(String(key)), whole);
      case 'local':
        return new Deferred((key) => this.local(String(key)), whole);
      case 'module':
        return new Deferred((key) => this.moduleValue(String(key)), whole);
      case 'path':
        return { module: this.call.folder, root: this.call.chain[0] ?? '.' };
      case 'data':
        return new Deferred((type) => this.ofType(`data.${type}`), whole);
      case 'each':
      case 'count':
      case 'self':
      case 'terraform':
        return undefined;
      default:
        return this.ofType(name);
    }
  }

  private ofType(type: string): Value {
    return new Deferred(
      (name) => this.resourceValue(`${type}.${name}`),
      () => unknown(type),
    );
  }

  /** Works a name out once; where that needs itself, it is not known. */
  private once(key: string, work: () => Json): Json {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.underWay.has(key)) return unknown(key.replace(/^=/, ''));
    this.underWay.add(key);
    const value = work();
    this.underWay.delete(key);
    this.known.set(key, value);
    return value;
  }

  private variable(name: string): Value {
    return this.once(`var.${name}`, () => {
      const declared = this.declared.variables.get(name);
      if (!declared) return unknown(`var.${name}`);
      const { block, file } = declared;
      const scope = this.scope(file);
      if (isTrue(attributeOf(block, 'sensitive'))) return unknown('(sensitive)');
      const usual = attributeOf(block, 'default');
      const given = this.call.inputs(name);
      const isGiven = given !== undefined && !(given === null && isFalse(attributeOf(block, 'nullable')) && usual);
      const value = isGiven ? given : usual ? evaluate(usual, scope) : unknown(`var.${name}`);
      return convert(value, attributeOf(block, 'type'), (expression) => evaluate(expression, scope));
    });
  }

  private local(name: string): Value {
    return this.once(`local.${name}`, () => {
      const declared = this.declared.locals.get(name);
      return declared ? evaluate(declared.attribute.value, this.scope(declared.file)) : unknown(`local.${name}`);
    });
  }

  output(name: string): Value {
    return this.once(`output.${name}`, () => {
      const declared = this.declared.outputs.get(name);
      const value = declared && attributeOf(declared.block, 'value');
      if (!value) return unknown(`${this.call.address}.${name}`);
      if (isTrue(attributeOf(declared.block, 'sensitive'))) return unknown('(sensitive)');
      return evaluate(value, this.scope(declared.file));
    });
  }

  private outputs(): JsonObject {
    return Object.fromEntries([...this.declared.outputs.keys()].map((name) => [name, this.output(name) as Json]));
  }

  private repetitions(key: string, { block, file }: Declared): Repetitions {
    const known = this.repeated.get(key);
    if (known) return known;
    if (this.underWay.has(`*${key}`)) return { mode: 'unknown', items: [] };
    this.underWay.add(`*${key}`);
    const found = repetitionsOf(block, this.scope(file));
    this.underWay.delete(`*${key}`);
    this.repeated.set(key, found);
    return found;
  }

  private resource(key: string, { block, file }: Declared, repetition: Repetition): ReadBlock {
    const id = `${key}${repetition.suffix}`;
    let read = this.read.get(id);
    if (!read) this.read.set(id, (read = readBlock(block, this.scope(file, repetition))));
    return read;
  }

  private resourceValue(key: string): Value {
    const declared = this.declared.resources.get(key);
    if (!declared) return unknown(key);
    const repetitions = this.repetitions(key, declared);
    return repeatedValue(key, repetitions, (repetition) => this.instanceValue(key, declared, repetition));
  }

  /** A resource as others see it: what it does not write may be computed. */
  private instanceValue(key: string, declared: Declared, repetition: Repetition): Deferred {
    const address = `${key}${repetition.suffix}`;
    const whole = () => this.once(`=${address}`, () => this.resource(key, declared, repetition).object);
    const get = (name: string | number): Value => {
      const written = attributeOf(declared.block, String(name));
      if (written) return this.attribute(address, String(name), written, declared, repetition);
      const object = whole();
      return (
        member(object, name) ?? computedAttribute(typeOfKey(key), String(name), object) ?? unknown(`${address}.${name}`)
      );
    };
    return new Deferred(get, whole);
  }

  private attribute(
    address: string,
    name: string,
    written: Expression,
    { file, block }: Declared,
    repetition: Repetition,
  ): Json {
    const own = block.body.attributes.findLast((attribute) => attribute.name === name)?.file ?? file;
    return this.once(`=${address}.${name}`, () => evaluate(written, this.scope(own, repetition)));
  }

  private moduleValue(name: string): Value {
    const declared = this.declared.modules.get(name);
    const calls = declared && this.calls(name, declared);
    if (!declared || !calls) return unknown(`module.${name}`);
    return repeatedValue(`module.${name}`, this.repetitions(`module.${name}`, declared), ({ key }) => {
      const child = calls.get(key)!;
      return new Deferred(
        (output) => child.output(String(output)),
        () => child.outputs(),
      );
    });
  }

  /** The instances of a called module; undefined where it can't be looked into. */
  private calls(name: string, declared: Declared): Map<string | number | undefined, Module> | undefined {
    if (!this.children.has(name)) this.children.set(name, this.load(name, declared));
    return this.children.get(name);
  }

  private load(name: string, { block, file }: Declared): Map<string | number | undefined, Module> | undefined {
    const source = attributeOf(block, 'source');
    const place = placeOf(file, block.header);
    const repetitions = this.repetitions(`module.${name}`, { block, file });
    if (repetitions.items.length === 0) return new Map();
    const text = source?.kind === 'literal' && typeof source.value === 'string' ? source.value : undefined;
    if (text === undefined) {
      gap(this.run, place, { code: 'unknown-value', message: `The source of module "${name}" is not known.` });
      return undefined;
    }
    const path = [...this.call.address.split('.').filter((_, i) => i % 2 === 1), name];
    const loaded = this.run.world.module(this.call.folder, text, path.join('.'));
    if (!('files' in loaded)) {
      gap(this.run, place, { ...loaded, message: `Module "${name}": ${loaded.message}` });
      return undefined;
    }
    if (this.call.chain.includes(loaded.folder) || this.call.chain.length > MAX_CALLS) {
      gap(this.run, place, {
        code: 'cycle',
        message: `Module "${name}" calls itself, or modules are nested too deeply.`,
      });
      return undefined;
    }
    this.run.called.add(loaded.folder);
    return this.instances(name, { block, file }, repetitions, loaded);
  }

  private instances(
    name: string,
    { block, file }: Declared,
    repetitions: Repetitions,
    { files, folder }: { files: readonly TerraformFile[]; folder: string },
  ): Map<string | number | undefined, Module> {
    const children = new Map<string | number | undefined, Module>();
    for (const repetition of repetitions.items) {
      if (!charge(this.run.budget, 100)) break;
      const scope = this.scope(file, repetition);
      const inputs = (input: string) => {
        const given = attributeOf(block, input);
        return given && evaluate(given, scope);
      };
      const address = this.address(`module.${name}${repetition.suffix}`);
      const chain = [...this.call.chain, folder];
      children.set(repetition.key, new Module(this.run, { folder, files, address, chain, inputs }));
    }
    return children;
  }
}

function typeOf({ block }: Declared): string {
  return `${block.type === 'data' ? 'data.' : ''}${block.labels[0] ?? ''}`;
}

/** `terraform-aws-modules/eks/aws`, where a module is called from the public registry. */
function registrySource({ block }: Declared): string | undefined {
  const source = attributeOf(block, 'source');
  const text = source?.kind === 'literal' && typeof source.value === 'string' ? source.value : '';
  return /^[\w-]+\/[\w-]+\/[\w-]+(\/\/[\w./-]+)?$/.test(text) ? text : undefined;
}

function addressOf(key: string): string {
  return key.split('\0')[0]!;
}

function isTrue(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.value === true;
}

function isFalse(expression: Expression | undefined): boolean {
  return expression?.kind === 'literal' && expression.value === false;
}

function typeOfKey(key: string): string {
  return addressOf(key).split('.').slice(0, -1).join('.');
}
