const IRREGULAR: ReadonlyMap<string, string> = new Map([['Endpoints', 'endpoints']]);

/** The resource of a kind, as API paths name it: by the rules that kubectl guesses with. */
export function pluralOf(kind: string): string {
  const known = IRREGULAR.get(kind);
  if (known) return known;
  const word = kind.toLowerCase();
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}
