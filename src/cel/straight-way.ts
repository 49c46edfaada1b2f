import { mergeChains, type Chain, type Chains } from './chains.ts';
import type { CompileOptions } from './closures.ts';
import { isQuick, readAhead } from './generate-keys.ts';
import type { Ir } from './ir.ts';
import { Writer, type Generated } from './writer.ts';

/** The JavaScript of a value: a name, a literal, or a short test of one, so that it may be written twice. */
export interface Straightened extends Generated {
  /** Whether it holds what JSON says and nothing else. */
  readonly isJson: boolean;
}

/** How the parts of an expression are written. */
export interface Steps {
  value(way: Way, ir: Ir): Straightened;
  /** Jumps to the label where the condition is what is asked for, and goes on where it is the other. */
  jump(way: Way, ir: Ir, when: boolean, label: string): void;
}

interface WayOptions extends CompileOptions {
  /** What all expressions may cost together. */
  readonly limit: number;
}

/** What is read ahead is up to the way. */
const NO_CHAINS: Chains = { variables: new Map(), locals: new Map() };

/** Writes what both ways have in common: an error gives up. */
class StraightWriter extends Writer {
  private readonly way: Way;

  constructor(way: Way) {
    super((_, ir) => way.generate(ir), NO_CHAINS);
    this.way = way;
  }

  override fail(): string {
    return this.way.giveUp;
  }
}

/** Code that goes straight, while it is written. */
export class Way {
  readonly writer: Writer;
  readonly options: WayOptions;
  private readonly steps: Steps;
  private readonly chains: readonly (Chains | undefined)[];
  private current = 0;
  private end = '';
  /** Locals that have had a value. */
  private readonly slots = new Set<number>();
  /** Locals that hold JSON. */
  private readonly jsonSlots = new Set<number>();
  /** Names that hold fields of values that hold JSON. */
  private readonly fields = new Map<string, ReadonlyMap<string, string>>();

  constructor(steps: Steps, options: WayOptions, chains: readonly (Chains | undefined)[]) {
    this.writer = new StraightWriter(this);
    this.steps = steps;
    this.options = options;
    this.chains = chains;
  }

  generate(ir: Ir): Straightened {
    return this.steps.value(this, ir);
  }

  jump(ir: Ir, when: boolean, label: string): void {
    this.steps.jump(this, ir, when, label);
  }

  isJson(variable: string): boolean {
    return this.options.json.has(variable);
  }

  /** Reads what the expressions ask more than once of variables that hold JSON. */
  readAhead(): void {
    const asked = mergeChains(this.chains.flatMap((chains) => chains?.variables ?? []));
    for (const [name, chain] of asked) if (this.isJson(name)) this.readFields(this.writer.variable(name), chain);
  }

  /** The block of the next expression, which it leaves to give up. */
  begin(expression: number): string {
    this.current = expression;
    for (const slot of this.slots) this.forget(slot);
    return (this.end = this.writer.name('G'));
  }

  /** Leaves the expression without a value. */
  get giveUp(): string {
    return `break ${this.end};`;
  }

  /** Gives up where what may have been spent reaches the limit. */
  spend(cost: string): void {
    this.writer.line(`if ((spent += ${cost}) > ${this.options.limit}) ${this.giveUp}`);
  }

  isJsonLocal(slot: number): boolean {
    return this.jsonSlots.has(slot);
  }

  /** A local has its value; reads what the expression asks of it more than once. */
  bindLocal(slot: number, isJson: boolean): void {
    this.forget(slot);
    this.slots.add(slot);
    if (isJson) this.jsonSlots.add(slot);
    const chain = this.chains[this.current]?.locals.get(slot);
    if (!chain) return;
    if (isJson) this.readFields(`s${slot}`, chain);
    else readAhead(this.writer, `s${slot}`, chain);
  }

  private forget(slot: number): void {
    this.jsonSlots.delete(slot);
    this.fields.delete(`s${slot}`);
    this.writer.known.delete(`s${slot}`);
  }

  private readFields(of: string, chain: Chain): void {
    const fields = new Map<string, string>();
    this.fields.set(of, fields);
    for (const [field, inner] of chain.fields) {
      if (inner.count < 2 || !isQuick(field)) continue;
      const code = this.readNow(of, field);
      fields.set(field, code);
      this.readFields(code, inner);
    }
  }

  /** The name of a field's value, undefined where there is none: of JSON, for names that nothing inherits. */
  read(of: string, field: string): string {
    return this.fields.get(of)?.get(field) ?? this.readNow(of, field);
  }

  private readNow(of: string, field: string): string {
    const code = this.writer.name('q');
    this.writer.line(`const ${code} = ${of}?.[${JSON.stringify(field)}];`);
    return code;
  }

  /** The name of what the code gives: for code that holds a value more than once, which would grow with each such step. */
  named(code: string): string {
    const name = this.writer.name('t');
    this.writer.line(`const ${name} = ${code};`);
    return name;
  }

  /** A block with what leaves it. */
  block(write: (label: string) => void): void {
    const label = this.writer.name('N');
    this.writer.line(`${label}: {`);
    write(label);
    this.writer.line('}');
  }
}
