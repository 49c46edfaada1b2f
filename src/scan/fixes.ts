import { editDocument } from '../manifests/edit.ts';
import type { Edit, TextEdit } from '../model/edit.ts';
import type { RawFinding } from '../model/finding.ts';
import type { DocumentOrigin } from '../sources/manifest/read.ts';

/** The replacements that repair raw findings of one resource; undefined where they can't be written safely. */
export function textEditsOf(findings: readonly RawFinding[]): readonly TextEdit[] | undefined {
  const [first] = findings;
  if (!first?.resource.origin.editable) return undefined;
  const text = findings.flatMap((f) => f.violation.fix?.text ?? []);
  if (text.length > 0) return text;
  const { origin } = first.resource;
  if (!isDocumentOrigin(origin)) return undefined;
  const edits = findings.flatMap((f) => f.violation.fix?.edits ?? []);
  const absolute = edits.map((edit): Edit => ({ ...edit, path: [...origin.base, ...edit.path] }));
  const result = editDocument(origin.text, origin.document, absolute);
  return 'error' in result ? undefined : result.edits;
}

export function isDocumentOrigin(origin: object): origin is DocumentOrigin {
  return 'document' in origin && 'base' in origin;
}
