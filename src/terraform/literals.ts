import type { Json } from '../model/json.ts';
import { createBudget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import type { TerraformFile } from './syntax.ts';

/** The entries of a file of variables (`*.tfvars`): names and values without references. */
export function literalsOf(file: TerraformFile): [string, Json][] {
  const scope = { root: () => undefined, file, budget: createBudget(), world: {} };
  return file.body.attributes.map(({ name, value }) => [name, evaluate(value, scope)]);
}
