import type { Path } from '../../model/json.ts';
import { PolicyProblem } from '../problem.ts';

/** A step of a location: a field, or the items of the list in a field that have a value under a key (`*`: all). */
export type Step = FieldStep | ListStep;

export interface FieldStep {
  readonly list: false;
  readonly field: string;
}

export interface ListStep {
  readonly list: true;
  readonly field: string;
  readonly key: string;
  /** Undefined for `*`. A number where it is written as one without quotes, and then no text is its equal. */
  readonly value: KeyValue | undefined;
}

export type KeyValue = string | number;

const LONGEST = 2000;

const INTEGER = /^\d{1,15}$/;

/** Names are in quotes where they hold other characters; `\` escapes within them. */
const NAME = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w-]+))\s*/y;

/** Reads `spec.containers[name: foo].image` (Gatekeeper, "Mutation": intent). @throws PolicyProblem */
export function parseLocation(text: string, path: Path): readonly Step[] {
  if (text.length > LONGEST)
    throw new PolicyProblem(`A location of more than ${LONGEST} characters is not read.`, path);
  const reader = new Reader(text, path);
  const steps: Step[] = [reader.step()];
  while (!reader.isAtEnd()) {
    reader.expect('.');
    steps.push(reader.step());
  }
  return steps;
}

class Reader {
  private readonly text: string;
  private readonly path: Path;
  private at = 0;

  constructor(text: string, path: Path) {
    this.text = text;
    this.path = path;
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  step(): Step {
    const field = this.name();
    if (this.text[this.at] !== '[') return { list: false, field };
    this.expect('[');
    const key = this.name();
    this.expect(':');
    const value = this.isStar() ? undefined : this.value();
    this.expect(']');
    this.skipSpace();
    return { list: true, field, key, value };
  }

  expect(char: string): void {
    if (this.text[this.at] !== char) this.fail(`"${char}" is expected`);
    this.at++;
  }

  private skipSpace(): void {
    while (this.text[this.at] === ' ') this.at++;
  }

  private isStar(): boolean {
    const star = /\s*\*\s*/y;
    star.lastIndex = this.at;
    if (!star.test(this.text)) return false;
    this.at = star.lastIndex;
    return true;
  }

  private value(): KeyValue {
    const start = this.at;
    const name = this.name();
    return INTEGER.test(this.text.slice(start, this.at).trim()) ? Number(name) : name;
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const match = NAME.exec(this.text);
    if (!match) this.fail('a name is expected');
    this.at = NAME.lastIndex;
    const [, double, single, plain] = match;
    return plain ?? (double ?? single ?? '').replaceAll(/\\(.)/g, '$1');
  }

  private fail(what: string): never {
    throw new PolicyProblem(
      `The location "${this.text}" cannot be read: ${what} at character ${this.at + 1}.`,
      this.path,
    );
  }
}

/** Whether a location is the other one or leads to it. */
export function leadsTo(steps: readonly Step[], location: readonly Step[]): boolean {
  return (
    steps.length <= location.length && steps.every((step, i) => isSameStep(step, location[i]!, i === steps.length - 1))
  );
}

/** The last step of a path test may name the list that the location looks into. */
function isSameStep(step: Step, other: Step, isLast: boolean): boolean {
  if (step.field !== other.field) return false;
  if (!step.list) return !other.list || isLast;
  return other.list && step.key === other.key && step.value === other.value;
}
