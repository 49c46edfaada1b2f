import { CelObject, Fault, type Value } from '../../cel/values.ts';

/** The variable `variables`: each value is made when it is first asked for, and may be a fault. */
export class VariableValues extends CelObject {
  readonly typeName = 'kubernetes.variables';
  private readonly makers: ReadonlyMap<string, () => Value>;
  private readonly values = new Map<string, Value>();

  constructor(makers: ReadonlyMap<string, () => Value>) {
    super();
    this.makers = makers;
  }

  override field(name: string): Value | undefined {
    const known = this.values.get(name);
    const make = this.makers.get(name);
    if (known !== undefined || !make) return known;
    this.values.set(name, new Fault(`the variable "${name}" depends on itself`));
    const value = make();
    this.values.set(name, value);
    return value;
  }

  override has(name: string): boolean {
    return this.makers.has(name);
  }
}
