import type { Edit, TextEdit } from '../model/edit.ts';
import type { Json, Path } from '../model/json.ts';
import { at } from '../std/value.ts';
import { createEditIndex } from './independent.ts';
import { parseManifests } from './parse.ts';
import { positionTree } from './positions.ts';
import { styleOf } from './style.ts';
import { applyTextEdits, compose } from './textedits.ts';
import { textualEdit } from './textual.ts';
import type { ManifestDocument } from './types.ts';

/** A text with the document in it that is under edit. */
interface State {
  readonly text: string;
  readonly document: ManifestDocument;
}

/**
 * The changes of the text that the edits, one after the other, come to. Edits of different places are made together, so
 * that the document is read again as often as one place is edited, not for each edit. Throws EditError.
 */
export function smallEdits(text: string, document: ManifestDocument, edits: readonly Edit[]): TextEdit[] {
  let changes: TextEdit[] = [];
  let state: State = { text, document };
  let left = edits;
  while (left.length > 0) {
    const round = independentChanges(state, left);
    // From the last to the first, so that offsets hold.
    if (changes.length === 0) changes = round.changes;
    else for (const change of round.changes.toReversed()) changes = compose(changes, change);
    if (round.later.length > 0 && round.changes.length > 0) state = changed(state, round.changes);
    left = round.later;
  }
  return changes;
}

/** The document of a text that holds just one, which can be read. */
export function onlyDocument(text: string): ManifestDocument | undefined {
  const { documents, problems } = parseManifests(text);
  return documents.length === 1 && !problems.some((problem) => problem.fatal) ? documents[0] : undefined;
}

interface Made {
  readonly edit: Edit;
  readonly order: number;
  readonly change: TextEdit;
}

/** Changes for as many of the edits as have nothing to do with one before them, sorted, and the edits that have to wait. */
function independentChanges({ text, document }: State, edits: readonly Edit[]): { changes: TextEdit[]; later: Edit[] } {
  const root = positionTree(text, document);
  if (!root) throw new Error('The document has no positions.');
  const style = styleOf(text, document.start, document.end, root);
  const { value } = document;
  const waits = createQueue(value);
  const made: Made[] = [];
  const later = new Set<Edit>();
  for (const [order, edit] of edits.entries()) {
    if (waits(edit)) {
      later.add(edit);
      continue;
    }
    const change = textualEdit(style, root, value, edit);
    if (change) made.push({ edit, order, change });
  }
  const chosen = withoutTouching(made);
  for (const one of made) if (!chosen.has(one)) later.add(one.edit);
  return {
    changes: [...chosen].map(({ change }) => change).sort((a, b) => a.start - b.start),
    later: edits.filter((edit) => later.has(edit)),
  };
}

/** Tells of each edit whether it must wait for one before it: it clashes with it, or changes the same collection. */
function createQueue(value: Json): (edit: Edit) => boolean {
  const index = createEditIndex();
  const anchors = new Set<string>();
  return (edit) => {
    const anchor = JSON.stringify(anchorOf(value, edit));
    const waits = anchors.has(anchor) || index.clashes(edit);
    anchors.add(anchor);
    index.add(edit);
    return waits;
  };
}

/** The place whose text an edit changes: what it replaces, or the collection that gains or loses an entry. */
function anchorOf(value: Json, { op, path }: Edit): Path {
  let here: Json | undefined = value;
  let depth = 0;
  while (depth < path.length) {
    here = at(here, path[depth]!);
    if (here === undefined) break;
    depth++;
  }
  return path.slice(0, op === 'remove' ? Math.min(depth, path.length - 1) : depth);
}

/** Of changes that touch each other, the one that was asked for first. */
function withoutTouching(made: readonly Made[]): ReadonlySet<Made> {
  const chosen = new Set<Made>();
  let first: Made | undefined;
  let end = -1;
  for (const one of made.toSorted((a, b) => a.change.start - b.change.start || a.change.end - b.change.end)) {
    if (first && one.change.start > end) {
      chosen.add(first);
      first = undefined;
    }
    if (!first || one.order < first.order) first = one;
    end = Math.max(end, one.change.end);
  }
  if (first) chosen.add(first);
  return chosen;
}

/** The text and the document as they are after changes within the document. */
function changed({ text, document }: State, changes: readonly TextEdit[]): State {
  const grown = changes.reduce((sum, change) => sum + change.text.length - (change.end - change.start), 0);
  const after = applyTextEdits(text, changes);
  const end = document.end + grown;
  const reread = onlyDocument(after.slice(document.start, end));
  if (!reread) throw new Error('The changed document cannot be read.');
  return { text: after, document: { ...document, end, value: reread.value, fast: reread.fast } };
}
