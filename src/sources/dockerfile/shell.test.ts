import { expect, it } from 'vitest';
import { shellCommands } from './shell.ts';

it.each([
  ['a b && c || d; e | f', ['a b &&', 'c ||', 'd ;', 'e |', 'f ']],
  ['a "b \'c" \'d "e\' f\\ g', ['a b \'c d "e f g ']],
  ['a 2>/dev/null >&2 <in b', ['a b ']],
  ['if a; then b; else c; fi', ['a ;', 'b ;', 'c ;']],
  ['(a; b) | c', ['a ;', 'b ;', 'c ']],
  ['a $(b | c) d', ['b |', 'c ', 'a $(b | c) d ']],
  ['a "$(b "c")" `d`', ['b c ', 'd ', 'a $(b "c") `d` ']],
  ['sh -c "a | b"', ['sh -c a | b ', 'a |', 'b ']],
  ['bash <(a b)', ['a b ', 'bash <(a b) ']],
  ['a $((1 + 2)) ${b:-c d}', ['a $((1 + 2)) ${b:-c d} ']],
  ['cat <<X\nno\nX\nyes', ['cat ;', 'yes ']],
  ['a # b && c\nd', ['a ;', 'd ']],
  ['a &> x & b', ['a &', 'b ']],
  ["a 'open", ['a open ']],
])('%s', (script, expected) => {
  const commands = shellCommands(script);

  expect(commands.map(({ words, operator }) => `${words.map((word) => word.text).join(' ')} ${operator}`)).toEqual(
    expected,
  );
});
