import { parseDocument } from 'yaml';
import type { Edit, TextEdit } from '../model/edit.ts';
import type { Json } from '../model/json.ts';
import { at, equalJson } from '../std/value.ts';
import { applyEdits, EditError } from './apply.ts';
import { LIBRARY_OPTIONS } from './fallback.ts';
import { onlyDocument, smallEdits } from './small-edits.ts';
import { stringify } from './stringify.ts';
import { applyTextEdits } from './textedits.ts';
import type { ManifestDocument } from './types.ts';

export { applyEdits } from './apply.ts';
export { applyTextEdits } from './textedits.ts';

export type EditOutcome = { readonly edits: TextEdit[] } | { readonly error: string };

/**
 * The smallest changes of `text` that make `document` say what `edits` ask for, comments and layout kept. What is
 * answered was read again and found to give exactly the edited value; where that cannot be had, `error` says why.
 */
export function editDocument(text: string, document: ManifestDocument, edits: readonly Edit[]): EditOutcome {
  if (document.skimmed) return editWhole(text, document, edits);
  let wanted: Json;
  try {
    wanted = applyEdits(document.value, edits);
  } catch (error) {
    return refusal(error);
  }
  if (equalJson(wanted, document.value)) return { edits: [] };
  const isDone = (changed: readonly TextEdit[]): boolean => says(text, document, changed, wanted);
  try {
    const small = smallEdits(text, document, edits);
    if (isDone(small)) return { edits: small };
  } catch (error) {
    if (error instanceof EditError) return refusal(error);
  }
  return byLibrary(text, document, edits, isDone);
}

/** Edits a document that was skimmed, once it is read whole. */
function editWhole(text: string, document: ManifestDocument, edits: readonly Edit[]): EditOutcome {
  const whole = onlyDocument(text.slice(document.start, document.end));
  if (!whole) return { error: FAILURE };
  const { skimmed: _, ...rest } = document;
  return editDocument(text, { ...rest, value: whole.value, fast: whole.fast }, edits);
}

const FAILURE = 'The edit cannot be written without changing something else in the document.';

function refusal(error: unknown): EditOutcome {
  return { error: error instanceof EditError ? error.message : FAILURE };
}

/** Whether the document reads as `wanted` after the changes. */
function says(text: string, document: ManifestDocument, changes: readonly TextEdit[], wanted: Json): boolean {
  const moved = changes.map((change) => ({
    ...change,
    start: change.start - document.start,
    end: change.end - document.start,
  }));
  const reread = onlyDocument(applyTextEdits(text.slice(document.start, document.end), moved));
  return reread !== undefined && equalJson(reread.value, wanted);
}

/** The whole document written anew by the `yaml` library, which keeps comments but not all of the layout. */
function byLibrary(
  text: string,
  document: ManifestDocument,
  edits: readonly Edit[],
  isDone: (changes: readonly TextEdit[]) => boolean,
): EditOutcome {
  try {
    const source = text.slice(document.start, document.end);
    const changes = [{ start: document.start, end: document.end, text: rewrite(source, document.value, edits) }];
    return isDone(changes) ? { edits: changes } : { error: FAILURE };
  } catch (error) {
    return refusal(error);
  }
}

function rewrite(source: string, value: Json, edits: readonly Edit[]): string {
  const tree = parseDocument(source, LIBRARY_OPTIONS);
  let current = value;
  for (const edit of edits) {
    const after = applyEdits(current, [edit]);
    if (edit.op === 'remove') tree.deleteIn(edit.path);
    else if (!equalJson(after, current))
      tree.setIn(edit.path, parseDocument(stringify(at(after, ...edit.path) ?? null), LIBRARY_OPTIONS).contents);
    current = after;
  }
  const written = tree.toString({ lineWidth: 0, flowCollectionPadding: false });
  return source.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}
