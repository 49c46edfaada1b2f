import type { Severity } from '../../src/model/severity.ts';

/** A change by hand, and what drift must say of it. */
export interface Row {
  readonly title: string;
  /** Arguments of kubectl; of `patch`, the JSON patch comes last. */
  readonly run: readonly string[];
  /** Kind, namespace and name. */
  readonly subject: string;
  /** `changed spec.replicas`, `missing`, `unmanaged`. */
  readonly expected: string;
  readonly by?: string;
  readonly atLeast?: Severity;
  readonly introduces?: string;
}

export function patch(kind: string, namespace: string, name: string, ...operations: object[]): string[] {
  const where = namespace === '' ? [] : ['-n', namespace];
  return ['patch', kind, name, ...where, '--type=json', '-p', JSON.stringify(operations)];
}
