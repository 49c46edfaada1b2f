import { frameworks } from '../frameworks/index.generated.ts';
import type { Framework } from '../model/framework.ts';
import { closest } from '../std/distance.ts';
import { UserError, type UserErrorPlace } from '../std/user-error.ts';

/** Finds a framework of Castellan by id, by an alias, or by a unique beginning of its id (`nsa`). */
export function findFramework(name: string, place?: UserErrorPlace): Framework {
  const id = name.toLowerCase();
  const exact = frameworks.find((framework) => framework.id === id || framework.aliases?.includes(id));
  if (exact) return exact;
  const [only, another] = frameworks.filter((framework) => framework.id.startsWith(id));
  if (only && !another) return only;
  const names = frameworks.map((framework) => framework.id);
  const near = closest(id, [...names, ...frameworks.flatMap(({ aliases = [] }) => aliases)]);
  throw new UserError('unknown-framework', `There is no framework "${name}".`, {
    hint: `${near ? `Did you mean "${near}"? ` : ''}There are ${names.join(', ')}.`,
    ...(place && { place }),
  });
}
