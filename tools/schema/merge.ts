import { type Definitions, mergeMarks, type OpenApiSchema, shortName, typeExpression } from './swagger.ts';

interface Seen {
  readonly minors: number[];
  /** Minors that require it. */
  readonly required: number[];
  expression: string;
  marks: string[];
}

interface MergedType {
  readonly minors: number[];
  readonly fields: Map<string, Seen>;
}

interface MergedKind {
  readonly type: string;
  readonly minors: number[];
}

/** The schemas of several minors as one: what each type had, and when. Later minors decide on types and merge marks. */
export interface Merged {
  readonly types: Map<string, MergedType>;
  /** By `apps/v1 Deployment`. */
  readonly kinds: Map<string, MergedKind>;
  /** Fields whose type changed between minors, for the person who runs the generator. */
  readonly changes: string[];
}

/** Said to be required by the OpenAPI document, yet defaulted by the API server (`pkg/apis/rbac/v1/defaults.go`). */
const DEFAULTED: ReadonlySet<string> = new Set(['rbac.v1.RoleRef.apiGroup']);

/** Kinds that are answers and request options, never objects that someone writes. */
const NOT_WRITTEN: ReadonlySet<string> = new Set(['DeleteOptions', 'WatchEvent', 'Status', 'APIGroup', 'APIVersions']);

export function newMerge(): Merged {
  return { types: new Map(), kinds: new Map(), changes: [] };
}

export function addMinor(merged: Merged, minor: number, definitions: Definitions): void {
  for (const [name, schema] of Object.entries(definitions)) {
    const type = shortName(name);
    addKinds(merged, minor, type, schema);
    if (schema.type === 'object') addType(merged, minor, type, schema);
  }
}

function addKinds(merged: Merged, minor: number, type: string, schema: OpenApiSchema): void {
  for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
    if (kind.endsWith('List') || NOT_WRITTEN.has(kind)) continue;
    const id = `${group ? `${group}/` : ''}${version} ${kind}`;
    const entry = merged.kinds.get(id) ?? { type, minors: [] };
    entry.minors.push(minor);
    merged.kinds.set(id, entry);
  }
}

function addType(merged: Merged, minor: number, name: string, schema: OpenApiSchema): void {
  const type = merged.types.get(name) ?? { minors: [], fields: new Map<string, Seen>() };
  merged.types.set(name, type);
  type.minors.push(minor);
  for (const [field, value] of Object.entries(schema.properties ?? {})) {
    const expression = typeExpression(value);
    const seen = type.fields.get(field) ?? { minors: [], required: [], expression, marks: [] };
    if (seen.expression !== expression) {
      merged.changes.push(`${name}.${field}: ${seen.expression} → ${expression} in 1.${minor}`);
    }
    seen.minors.push(minor);
    if (schema.required?.includes(field) && !DEFAULTED.has(`${name}.${field}`)) seen.required.push(minor);
    seen.expression = expression;
    seen.marks = mergeMarks(value);
    type.fields.set(field, seen);
  }
}

/** The lines of the schema text: kinds first, then every type that a kind reaches. */
export function printMerged(merged: Merged, minors: readonly number[]): string[] {
  const kinds = [...merged.kinds].sort(byName);
  const reached = reachable(
    merged,
    kinds.map(([, kind]) => kind.type),
  );
  const types = [...merged.types].filter(([name]) => reached.has(name)).sort(byName);
  return [
    ...kinds.map(([id, kind]) => `${id} ${kind.type}${range(kind.minors, minors)}`),
    '',
    ...types.map(([name, type]) => printType(name, type)),
  ];
}

function printType(name: string, type: MergedType): string {
  const fields = [...type.fields].sort(byName).map(([field, seen]) => {
    const required = seen.required.length === type.minors.length ? ['!'] : [];
    const marks = [...required, ...seen.marks].map((mark) => `;${mark}`).join('');
    return `${field}:${seen.expression}${range(seen.minors, type.minors)}${marks}`;
  });
  return [name, ...fields].join(' ');
}

/** `@31-33` where it is not there in all of `whole`; an open end means that it is there to the last. */
function range(minors: readonly number[], whole: readonly number[]): string {
  if (minors.length === whole.length) return '';
  const [first, last] = [minors[0], minors.at(-1)];
  return `@${first === whole[0] ? '' : first}-${last === whole.at(-1) ? '' : last}`;
}

function reachable(merged: Merged, roots: readonly string[]): Set<string> {
  const reached = new Set(roots);
  for (const name of reached) {
    for (const field of merged.types.get(name)?.fields.values() ?? []) {
      const target = field.expression.replace(/^[[{]+/, '');
      if (target.length > 1) reached.add(target);
    }
  }
  return reached;
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}
