import { holds, type Requirement } from '../kubernetes/selector.ts';

/**
 * The text form of a label selector, as `labelSelector` of an API path has it: `app=web,tier!=db,env in (a,b),!legacy`.
 * Undefined where it cannot be read.
 */
export function parseLabelQuery(text: string): readonly Requirement[] | undefined {
  const requirements = partsOf(text).map(parsePart);
  return requirements.every((one) => one !== undefined) ? requirements : undefined;
}

/** The parts between commas that stand outside of brackets. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let open = false;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '(') open = true;
    else if (text[i] === ')') open = false;
    if (i < text.length && (open || text[i] !== ',')) continue;
    parts.push(text.slice(start, i).trim());
    start = i + 1;
  }
  return parts.filter((part) => part !== '');
}

const KEY = '[A-Za-z0-9][-A-Za-z0-9_./]*';
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s+\\(([^()]*)\\)$`);
const PAIR = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`);
const PRESENT = new RegExp(`^(!?)\\s*(${KEY})$`);

function parsePart(part: string): Requirement | undefined {
  const set = SET.exec(part);
  if (set) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim());
    return { key: set[1] ?? '', operator: set[2] === 'in' ? 'In' : 'NotIn', values };
  }
  const pair = PAIR.exec(part);
  if (pair) return { key: pair[1] ?? '', operator: pair[2] === '!=' ? 'NotIn' : 'In', values: [pair[3] ?? ''] };
  const present = PRESENT.exec(part);
  return present ? { key: present[2] ?? '', operator: present[1] ? 'DoesNotExist' : 'Exists', values: [] } : undefined;
}

export function holdsFor(requirements: readonly Requirement[], labels: Readonly<Record<string, string>>): boolean {
  return requirements.every((one) => holds(one, labels));
}
