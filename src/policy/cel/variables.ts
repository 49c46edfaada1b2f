import { CelObject, Fault, type Value } from '../../cel/values.ts';

/** The variable `variables`: each value is made when it is first asked for, and may be a fault. */
export class VariableValues extends CelObject {
  readonly typeName = 'kubernetes.variables';
  private readonly names: ReadonlyMap<string, number>;
  private readonly make: (index: number) => Value;
  private readonly values: (Value | undefined)[] = [];

  constructor(names: ReadonlyMap<string, number>, make: (index: number) => Value) {
    super();
    this.names = names;
    this.make = make;
  }

  override field(name: string): Value | undefined {
    const index = this.names.get(name);
    if (index === undefined) return undefined;
    const known = this.values[index];
    if (known !== undefined) return known;
    this.values[index] = new Fault(`the variable "${name}" depends on itself`);
    return (this.values[index] = this.make(index));
  }

  /** One that fails is not there and not missing: asking for it fails too, as in an API server. */
  override has(name: string): boolean | Fault {
    const value = this.field(name);
    return value instanceof Fault ? value : value !== undefined;
  }
}

const namesOf = new WeakMap<readonly { readonly name: string }[], ReadonlyMap<string, number>>();

/** Where each variable of a list is; of two with one name, the last. */
export function variableNames(list: readonly { readonly name: string }[]): ReadonlyMap<string, number> {
  let names = namesOf.get(list);
  if (!names) namesOf.set(list, (names = new Map(list.map(({ name }, i) => [name, i]))));
  return names;
}
