/* Texts as Go has them: bytes of UTF-8 where JavaScript counts UTF-16 units. */

/** -1, 0 or 1 by the order of UTF-8 bytes, which is that of code points. */
export function compareText(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) < rank(y) ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** `strings.Replace`: the first `most` places, all of them when it is negative; an empty `old` matches around each character. */
export function replaceText(text: string, old: string, by: string, most: number): string {
  if (old === by || most === 0) return text;
  if (old === '') return insertAround(text, by, most);
  if (most < 0) return text.replaceAll(old, by.replaceAll('$', '$$$$'));
  const parts = text.split(old);
  const cut = Math.min(most, parts.length - 1);
  return [parts.slice(0, cut + 1).join(by), ...parts.slice(cut + 1)].join(old);
}

function insertAround(text: string, by: string, most: number): string {
  const characters = Array.from(text);
  const places = most < 0 ? characters.length + 1 : Math.min(most, characters.length + 1);
  return (
    characters.map((character, i) => (i < places ? by + character : character)).join('') +
    (places > characters.length ? by : '')
  );
}

/** `strings.Split`: an empty separator parts the characters. */
export function splitText(text: string, separator: string): string[] {
  return separator === '' ? Array.from(text) : text.split(separator);
}

/** `strings.Trim`: characters of the set, at both ends. */
export function trimText(text: string, set: string): string {
  const cut = new Set(set);
  const characters = Array.from(text);
  let start = 0;
  let end = characters.length;
  while (start < end && cut.has(characters[start]!)) start++;
  while (end > start && cut.has(characters[end - 1]!)) end--;
  return characters.slice(start, end).join('');
}

/** `strings.ToUpper`, `strings.ToLower`: each character by its simple mapping, never into several. */
export function mapCase(text: string, to: 'upper' | 'lower'): string {
  const whole = to === 'upper' ? text.toUpperCase() : text.toLowerCase();
  // The whole text at once where no character is special.
  if (/^[\0-\x7f]*$/.test(text)) return whole;
  return Array.from(text)
    .map((character) => simpleCase(character, to))
    .join('');
}

/** The one exception among the simple mappings of Unicode: its full mapping has two characters. */
const DOTTED_I = 'İ';

function simpleCase(character: string, to: 'upper' | 'lower'): string {
  if (character === DOTTED_I) return to === 'lower' ? 'i' : character;
  const mapped = to === 'upper' ? character.toUpperCase() : character.toLowerCase();
  return Array.from(mapped).length === 1 ? mapped : character;
}

/** `strings.EqualFold`: equal under simple case folding. */
export function equalFold(a: string, b: string): boolean {
  if (a === b) return true;
  const [left, right] = [Array.from(a), Array.from(b)];
  return left.length === right.length && left.every((character, i) => fold(character) === fold(right[i]!));
}

function fold(character: string): string {
  // The dotted and dotless i fold to themselves alone.
  if (character === DOTTED_I || character === 'ı') return character;
  return simpleCase(simpleCase(character, 'upper'), 'lower');
}
