import { parseDocument } from 'yaml';
import type { Edit, TextEdit } from '../model/edit.ts';
import type { Json } from '../model/json.ts';
import { at, equalJson } from '../std/value.ts';
import { applyEdits, EditError } from './apply.ts';
import { LIBRARY_OPTIONS } from './fallback.ts';
import { parseManifests } from './parse.ts';
import { positionTree } from './positions.ts';
import { stringify } from './stringify.ts';
import { styleOf } from './style.ts';
import { applyTextEdits, compose } from './textedits.ts';
import { textualEdit } from './textual.ts';
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

/** Applies the edits one by one to the document's text and adds up the changes. */
function smallEdits(text: string, document: ManifestDocument, edits: readonly Edit[]): TextEdit[] {
  let changes: TextEdit[] = [];
  let current = { text, document };
  for (const edit of edits) {
    const root = positionTree(current.text, current.document);
    if (!root) throw new Error('The document has no positions.');
    const style = styleOf(current.text, current.document.start, current.document.end, root);
    const change = textualEdit(style, root, current.document.value, edit);
    if (!change) continue;
    changes = compose(changes, change);
    current = changed(current.text, current.document, change);
  }
  return changes;
}

/** The text and the document as they are after a change within the document. */
function changed(
  text: string,
  document: ManifestDocument,
  change: TextEdit,
): { text: string; document: ManifestDocument } {
  const grown = change.text.length - (change.end - change.start);
  const after = applyTextEdits(text, [change]);
  const end = document.end + grown;
  const reread = onlyDocument(after.slice(document.start, end));
  if (!reread) throw new Error('The changed document cannot be read.');
  return { text: after, document: { ...document, end, value: reread.value, fast: reread.fast } };
}

function onlyDocument(text: string): ManifestDocument | undefined {
  const { documents, problems } = parseManifests(text);
  return documents.length === 1 && !problems.some((problem) => problem.fatal) ? documents[0] : undefined;
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
