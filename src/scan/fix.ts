import { applyTextEdits, editDocument } from '../manifests/edit.ts';
import type { ManifestDocument } from '../manifests/parse.ts';
import type { Edit, TextEdit } from '../model/edit.ts';
import type { Gap } from '../model/gap.ts';
import type { RawFinding } from '../model/finding.ts';
import { kindOf } from '../sources/files/walk.ts';
import { equalJson } from '../std/value.ts';
import { type Collected, readEntryText } from './collect.ts';
import { isDocumentOrigin } from './fixes.ts';
import { analyse, type ScanOptions, type ScanResult } from './scan.ts';

export interface FixedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

export interface FixResult {
  readonly files: readonly FixedFile[];
  /** Violations repaired. */
  readonly fixed: number;
  /** Violations whose repair is not safe, left alone without `unsafe`. */
  readonly unsafeLeft: number;
  /** The run after the repairs. */
  readonly after: ScanResult;
}

/** Repairs may uncover others (a `securityContext` that is now there): rounds go on until nothing changes. */
const MAX_ROUNDS = 8;

/**
 * Applies every fix to the texts in memory, round by round, and scans again in between; nothing is written. Each document
 * is verified by the editor after each change, so a file is repaired or left as it was.
 */
export async function fixTexts(first: ScanResult, options: ScanOptions, unsafe: boolean): Promise<FixResult> {
  const texts = new Map<string, string>();
  let result = first;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const changed = applyRound(wantedFixes(result, unsafe), result.collected);
    if (changed.size === 0) break;
    for (const [file, text] of changed) texts.set(file, text);
    result = await analyse(reread(result.collected, changed, true), result.plan, options);
  }
  const files = [...texts]
    .map(([file, after]) => ({ file, before: first.collected.texts.get(file) ?? '', after }))
    .sort(byFile);
  return {
    files,
    fixed: wantedFixes(first, unsafe).length - wantedFixes(result, unsafe).length,
    unsafeLeft: unsafe ? 0 : result.judged.open.filter((f) => f.violation.fix && isEditable(f)).length,
    after: result,
  };
}

/** Rules that stand for others first: their repair says more about the same place. */
function wantedFixes({ judged }: ScanResult, unsafe: boolean): RawFinding[] {
  const wanted = judged.open.filter((f) => f.violation.fix && (unsafe || f.violation.fix.safe) && isEditable(f));
  return wanted.sort((a, b) => (b.check.covers?.length ?? 0) - (a.check.covers?.length ?? 0));
}

function isEditable({ resource }: RawFinding): boolean {
  return resource.origin.editable;
}

function applyRound(findings: readonly RawFinding[], collected: Collected): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [file, group] of Map.groupBy(findings, (f) => f.resource.origin.file)) {
    const before = collected.texts.get(file);
    if (before === undefined) continue;
    const edits = withoutOverlaps([
      ...manifestEdits(before, group),
      ...group.flatMap((f) => f.violation.fix?.text ?? []),
    ]);
    const after = applyTextEdits(before, edits);
    if (after !== before) changed.set(file, after);
  }
  return changed;
}

/** Fixes of one document and round: each edit reads the document again. More wait for the next round or run. */
const MAX_FIXES = 400;

/** The edits of one violation, from the document's root. */
type Fix = readonly Edit[];

/** A fix is made whole or not at all: one that clashes with an earlier one waits for the next round. */
function manifestEdits(text: string, findings: readonly RawFinding[]): TextEdit[] {
  const byDocument = new Map<ManifestDocument, Fix[]>();
  for (const { resource, violation } of findings) {
    const { origin } = resource;
    if (!isDocumentOrigin(origin)) continue;
    const fix = (violation.fix?.edits ?? []).map((edit): Edit => ({ ...edit, path: [...origin.base, ...edit.path] }));
    const chosen = byDocument.get(origin.document) ?? [];
    byDocument.set(origin.document, chosen);
    if (chosen.length >= MAX_FIXES) continue;
    if (!fix.some((edit) => chosen.some((other) => other.some((earlier) => clashes(edit, earlier))))) chosen.push(fix);
  }
  return [...byDocument].flatMap(([document, fixes]) => makeTogether(text, document, fixes));
}

/** All fixes of a document at once, or as many of them as can be made together. */
function makeTogether(text: string, document: ManifestDocument, fixes: readonly Fix[]): readonly TextEdit[] {
  const { start, end } = document;
  const own = text.slice(start, end);
  const alone: ManifestDocument = { ...document, start: 0, end: own.length, line: 1 };
  const attempt = (chosen: readonly Fix[]): readonly TextEdit[] => {
    const outcome = editDocument(own, alone, chosen.flat());
    return 'error' in outcome ? [] : outcome.edits;
  };
  const add = (chosen: readonly Fix[], more: readonly Fix[]): readonly Fix[] => {
    const all = [...chosen, ...more];
    if (attempt(all).length > 0) return all;
    if (more.length < 2) return chosen;
    const half = more.length >> 1;
    return add(add(chosen, more.slice(0, half)), more.slice(half));
  };
  return attempt(add([], fixes)).map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}

/** Edits of one place wait for the next round, and so do those of list items where an item goes away. */
function clashes(a: Edit, b: Edit): boolean {
  const [short, long] = a.path.length <= b.path.length ? [a, b] : [b, a];
  const prefix = equalJson([...short.path], long.path.slice(0, short.path.length));
  if (prefix)
    return !(short.op === 'append' && long.op === 'append' && short !== long && short.path.length === long.path.length);
  return [a, b].some((edit, i) => {
    const other = i === 0 ? b : a;
    const last = edit.path.at(-1);
    return edit.op === 'remove' && typeof last === 'number' && sharesList(edit.path, other.path);
  });
}

function sharesList(removed: readonly (string | number)[], other: readonly (string | number)[]): boolean {
  const list = removed.slice(0, -1);
  return other.length > list.length && equalJson([...list], other.slice(0, list.length));
}

function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: TextEdit[] = [];
  for (const edit of sorted) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  return kept;
}

/** The collection with some files' texts replaced; `named`: they are known to be ours, whatever words they have. */
export function reread(collected: Collected, changed: ReadonlyMap<string, string>, named = false): Collected {
  const fresh = new Map(
    [...changed].map(([file, text]) => [
      file,
      readEntryText({ kind: kindOf(file) ?? 'manifest', path: file, file, named }, text),
    ]),
  );
  const rest = withoutFiles(
    collected,
    fresh,
    [...fresh.values()].flatMap((part) => part.gaps),
  );
  const added = [...fresh.values()].flatMap((part) => part.resources);
  return {
    ...rest,
    resources: [...rest.resources, ...added].sort((a, b) => byFile(a.origin, b.origin)),
    texts: new Map([...rest.texts, ...[...fresh.values()].flatMap((part) => part.texts)]),
  };
}

/** The collection without what some files gave, and with these gaps. */
export function withoutFiles(
  collected: Collected,
  files: { has(file: string): boolean },
  gaps: readonly Gap[],
): Collected {
  return {
    ...collected,
    resources: collected.resources.filter((resource) => !files.has(resource.origin.file)),
    gaps: [...collected.gaps.filter((gap) => !files.has(gap.file)), ...gaps],
    texts: new Map([...collected.texts].filter(([file]) => !files.has(file))),
  };
}

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
