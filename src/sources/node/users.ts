import type { NodeRoot } from './root.ts';
import type { Unread } from './unread.ts';

/** Names of users and groups by their numbers, as the node's own files give them. */
export interface Names {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

export function readNames(root: NodeRoot, unread: Unread): Names {
  return { users: table(root, '/etc/passwd', unread), groups: table(root, '/etc/group', unread) };
}

/** `name:x:number:...`; the first name of a number counts. */
function table(root: NodeRoot, path: string, unread: Unread): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of (unread.take(root.text(path)) ?? '').split('\n')) {
    const [name = '', , digits = ''] = line.split(':');
    const id = Number(digits);
    if (name !== '' && /^\d+$/.test(digits) && !names.has(id)) names.set(id, name);
  }
  return names;
}
