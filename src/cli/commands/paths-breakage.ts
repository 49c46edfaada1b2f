import type { Pen } from '../../formats/terminal/pen.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Breakage } from '../../paths/breakage.ts';
import { printable } from '../../std/text.ts';

const MOST_RIGHTS = 4;

/** What is gone with a change, as objects tell it. */
export function breakageLines({ rights, closed, notes }: Breakage, pen: Pen): string[] {
  const lost = rights.map(({ subject, rights: list }) => {
    const more = list.length > MOST_RIGHTS ? ` and ${list.length - MOST_RIGHTS} more` : '';
    return `  ${printable(subject)} no longer may: ${printable(list.slice(0, MOST_RIGHTS).join('; '))}${more}`;
  });
  const shut = closed.map((name) => `  ${printable(name)} is no longer open to the outside`);
  const all = [...lost, ...shut, ...notes.map((note) => `  ${printable(note)}`)];
  return all.length > 0 ? ['', pen.paint('What it would break', 'bold'), ...all] : [];
}

export function breakageJson({ rights, closed, notes }: Breakage): JsonObject {
  return {
    rights: rights.map(({ subject, rights: list }) => ({ subject, rights: [...list] })),
    closed: [...closed],
    notes: [...notes],
  };
}
