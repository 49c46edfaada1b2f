/** What the brackets around a key of a pattern mean. */
export type AnchorKind = 'condition' | 'global' | 'negation' | 'add' | 'equality' | 'existence';

export interface Anchor {
  readonly kind: AnchorKind;
  readonly key: string;
}

const KINDS: Readonly<Record<string, AnchorKind>> = {
  '': 'condition',
  '<': 'global',
  X: 'negation',
  '+': 'add',
  '=': 'equality',
  '^': 'existence',
};

/** `(key)`, `<(key)`, `X(key)`, `+(key)`, `=(key)`, `^(key)`; undefined for a plain key. */
export function anchorOf(key: string): Anchor | undefined {
  if (!key.endsWith(')')) return undefined;
  const open = key.indexOf('(');
  if (open < 0 || open > 1) return undefined;
  const kind = KINDS[key.slice(0, open).trim()];
  const inner = key.slice(open + 1, -1).trim();
  return kind && inner !== '' ? { kind, key: inner } : undefined;
}

export function bareKey(key: string): string {
  return anchorOf(key)?.key ?? key;
}
