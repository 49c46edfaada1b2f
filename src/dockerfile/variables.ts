const VARIABLE =
  /\\(?<escaped>.)|\$(?:(?<bare>[A-Za-z_]\w*)|\{(?<braced>[A-Za-z_]\w*)(?:(?<operator>:?[-+?])(?<other>[^{}$]*))?\})/g;

/**
 * A text with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` replaced as the image builder does, or undefined
 * where a variable has no value or a form is not understood.
 */
export function expandVariables(text: string, values: ReadonlyMap<string, string | undefined>): string | undefined {
  const parts: string[] = [];
  let position = 0;
  for (const { index, 0: match, groups = {} } of text.matchAll(VARIABLE)) {
    const part = groups['escaped'] ?? expand(groups, values);
    if (part === undefined) return undefined;
    parts.push(text.slice(position, index), part);
    position = index + match.length;
  }
  const expanded = parts.join('') + text.slice(position);
  return expanded.includes('${') ? undefined : expanded;
}

function expand(
  { bare, braced, operator, other = '' }: Record<string, string | undefined>,
  values: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const value = values.get(bare ?? braced ?? '');
  if (operator?.endsWith('+')) return value ? other : '';
  return value || (operator?.endsWith('-') ? other : undefined);
}
