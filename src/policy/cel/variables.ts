import { CelObject, type Value } from '../../cel/values.ts';

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
    let value = this.values.get(name);
    if (value !== undefined) return value;
    value = this.makers.get(name)?.();
    if (value !== undefined) this.values.set(name, value);
    return value;
  }

  override has(name: string): boolean {
    return this.makers.has(name);
  }
}
