/** The fields of one line of CSV (RFC 4180), where no field holds a line break. */
export function csvFields(line: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (quoted && character === '"' && line[i + 1] === '"') field += line[++i]!;
    else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      fields.push(field.trim());
      field = '';
    } else field += character;
  }
  return [...fields, field.trim()];
}

/** Spellings of columns that people and exports use. */
const COLUMNS: Readonly<Record<string, string>> = {
  src: 'from',
  source: 'from',
  dst: 'to',
  dest: 'to',
  destination: 'to',
  proto: 'protocol',
};

/** The head of a table of flows: its columns by our names; undefined where it names no from and no to. */
export function csvHead(line: string): readonly string[] | undefined {
  const names = csvFields(line.replace(/^\uFEFF/, '')).map((name) => COLUMNS[name.toLowerCase()] ?? name.toLowerCase());
  return names.includes('from') && names.includes('to') ? names : undefined;
}
