/** `strconv.FormatFloat(n, 'f', -1, 32)`: the shortest digits that a 32-bit float tells apart, never with an exponent. */
export function formatFloat32(n: number): string {
  const single = Math.fround(n);
  if (!Number.isFinite(single)) return single > 0 ? '+Inf' : '-Inf';
  for (let digits = 1; digits <= 9; digits++) {
    const text = single.toPrecision(digits);
    if (Math.fround(Number(text)) === single) return withoutExponent(text);
  }
  return withoutExponent(String(single));
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text)!;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  const padded = point > 0 ? digits.padEnd(point, '0') : '0'.repeat(1 - point) + digits;
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, '');
  return sign + padded.slice(0, at) + (rest && `.${rest}`);
}
