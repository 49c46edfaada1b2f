const VARIABLE = /\\(.)|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])([^}]*))?\})/g;

/**
 * A text with `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` replaced as the image builder does, or undefined
 * where a variable has no value or a form is not understood.
 */
export function expandVariables(text: string, values: ReadonlyMap<string, string | undefined>): string | undefined {
  let unknown = false;
  const expanded = text.replace(
    VARIABLE,
    (_match, escaped?: string, bare?: string, braced?: string, operator?: string, other = '') => {
      if (escaped !== undefined) return escaped;
      const value = values.get(bare ?? braced ?? '');
      if (operator?.endsWith('+')) return value ? other : '';
      if (value) return value;
      if (operator?.endsWith('-')) return other;
      unknown = true;
      return '';
    },
  );
  return unknown || expanded.includes('${') ? undefined : expanded;
}

/** Whether a text takes something from a variable. */
export function hasVariable(text: string): boolean {
  return /\$[A-Za-z_{(]/.test(text);
}
