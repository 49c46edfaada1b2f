import type { Type } from './types.ts';

/** A variable of a macro. */
export interface Local {
  readonly slot: number;
  readonly type: Type;
  /** Its value may be a fault: it was bound, not walked over. */
  readonly mayFail: boolean;
}

export interface Scope {
  readonly name: string;
  readonly local: Local;
  readonly outer: Scope | undefined;
}

export function findLocal(scope: Scope | undefined, name: string): Local | undefined {
  for (let here = scope; here; here = here.outer) if (here.name === name) return here.local;
  return undefined;
}

/** `x` in the container `a.b` may be `a.b.x`, `a.x` or `x`; a leading dot asks for the last alone. */
export function candidates(container: string, name: string): string[] {
  if (name.startsWith('.')) return [name.slice(1)];
  const parts = container ? container.split('.') : [];
  return [...parts.keys().map((i) => [...parts.slice(0, parts.length - i), name].join('.')), name];
}
