import type { Json } from '../model/json.ts';

/** Deeper values are not looked through: what is that deep may hold any word. */
const MAX_DEPTH = 200;

/** Lists of words by number: one of each list. */
export type Demand = readonly (readonly number[])[];

/**
 * The words that rules need, and which of them stand in the object at hand. One pass over an object answers for all rules,
 * so that most are not asked at all.
 */
export class Words {
  readonly #numbers = new Map<string, number>();
  /** For each word, the last object that had it. */
  readonly #seenIn: number[] = [];
  #object = 0;
  #longest = 0;
  #isTooDeep = false;

  /** Learns the words of what a rule needs. */
  demand(needs: readonly (readonly string[])[]): Demand {
    return needs.map((words) => words.map((word) => this.#numberOf(word)));
  }

  #numberOf(word: string): number {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(word, number);
      this.#seenIn.push(0);
      this.#longest = Math.max(this.#longest, word.length);
    }
    return number;
  }

  /** Turns to another object. */
  read(object: Json): void {
    this.#object++;
    this.#isTooDeep = false;
    this.#visit(object, 0);
  }

  #visit(value: Json | undefined, depth: number): void {
    if (typeof value === 'string') this.#see(value);
    else if (typeof value !== 'object' || value === null) return;
    else if (depth > MAX_DEPTH) this.#isTooDeep = true;
    else if (Array.isArray(value)) for (const item of value) this.#visit(item, depth + 1);
    else {
      for (const key in value) {
        this.#see(key);
        this.#visit((value as Readonly<Record<string, Json>>)[key], depth + 1);
      }
    }
  }

  #see(word: string): void {
    if (word.length > this.#longest) return;
    const number = this.#numbers.get(word);
    if (number !== undefined) this.#seenIn[number] = this.#object;
  }

  /** Whether the object at hand has a word of each list. Asked for each rule and object: it makes no iterators. */
  meet(demand: Demand): boolean {
    if (this.#isTooDeep) return true;
    for (let i = 0; i < demand.length; i++) if (!this.#hasOne(demand[i]!)) return false;
    return true;
  }

  #hasOne(words: readonly number[]): boolean {
    for (let i = 0; i < words.length; i++) if (this.#seenIn[words[i]!] === this.#object) return true;
    return false;
  }
}
