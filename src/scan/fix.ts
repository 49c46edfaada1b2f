import { applyTextEdits, editDocument } from '../manifests/edit.ts';
import { createEditIndex, type EditIndex } from '../manifests/independent.ts';
import type { ManifestDocument } from '../manifests/parse.ts';
import type { Edit, TextEdit } from '../model/edit.ts';
import type { Gap } from '../model/gap.ts';
import type { Resource } from '../model/resource.ts';
import type { RawFinding } from '../model/finding.ts';
import { kindOf } from '../sources/files/walk.ts';
import { type Collected, readEntryText } from './collect.ts';
import { isDocumentOrigin } from './fixes.ts';
import type { Part } from './part.ts';
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
  /** Violations with a repair in what no text on disk is, such as a rendered chart: whoever wrote its source makes it. */
  readonly elsewhere: number;
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
    result = await analyse(await reread(result.collected, changed, true), result.plan, options);
  }
  const files = [...texts]
    .map(([file, after]) => ({ file, before: first.collected.texts.get(file) ?? '', after }))
    .sort(byFile);
  return {
    files,
    fixed: wantedFixes(first, unsafe).length - wantedFixes(result, unsafe).length,
    unsafeLeft: unsafe ? 0 : result.judged.open.filter((f) => f.violation.fix && isEditable(f)).length,
    elsewhere: result.judged.open.filter((f) => f.violation.fix && !isEditable(f)).length,
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

/** Times that the fixes of one document are tried in halves in a round: what can't be written is found among them. */
const MAX_ATTEMPTS = 256;

/** The edits of one violation, from the document's root. */
type Fix = readonly Edit[];

interface Chosen {
  readonly fixes: Fix[];
  readonly index: EditIndex;
}

/** A fix is made whole or not at all: one that clashes with an earlier one waits for the next round. */
function manifestEdits(text: string, findings: readonly RawFinding[]): TextEdit[] {
  const byDocument = new Map<ManifestDocument, Chosen>();
  for (const { resource, violation } of findings) {
    const { origin } = resource;
    if (!isDocumentOrigin(origin)) continue;
    const fix = (violation.fix?.edits ?? []).map((edit): Edit => ({ ...edit, path: [...origin.base, ...edit.path] }));
    const chosen = byDocument.get(origin.document) ?? { fixes: [], index: createEditIndex() };
    byDocument.set(origin.document, chosen);
    if (fix.some((edit) => chosen.index.clashes(edit))) continue;
    chosen.fixes.push(fix);
    for (const edit of fix) chosen.index.add(edit);
  }
  return [...byDocument].flatMap(([document, { fixes }]) => makeTogether(text, document, fixes));
}

/** What some fixes of a document come to. */
interface Together {
  readonly fixes: readonly Fix[];
  readonly edits: readonly TextEdit[];
}

/** All fixes of a document at once, or as many of them as can be made together. */
function makeTogether(text: string, document: ManifestDocument, fixes: readonly Fix[]): readonly TextEdit[] {
  const { start, end } = document;
  const own = text.slice(start, end);
  const alone: ManifestDocument = { ...document, start: 0, end: own.length, line: 1 };
  let attempts = 0;
  const add = (chosen: Together, more: readonly Fix[]): Together => {
    if (++attempts > MAX_ATTEMPTS) return chosen;
    const all = [...chosen.fixes, ...more];
    const outcome = editDocument(own, alone, all.flat());
    if ('edits' in outcome && outcome.edits.length > 0) return { fixes: all, edits: outcome.edits };
    if (more.length < 2) return chosen;
    const half = more.length >> 1;
    return add(add(chosen, more.slice(0, half)), more.slice(half));
  };
  const { edits } = add({ fixes: [], edits: [] }, fixes);
  return edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
}

function withoutOverlaps(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: TextEdit[] = [];
  for (const edit of sorted) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  return kept;
}

/** The collection with some files' texts replaced; `named`: they are known to be ours, whatever words they have. */
export async function reread(
  collected: Collected,
  changed: ReadonlyMap<string, string>,
  named = false,
): Promise<Collected> {
  const fresh = new Map<string, Part>();
  for (const [file, text] of changed) {
    fresh.set(file, await readEntryText({ kind: kindOf(file) ?? 'manifest', path: file, file, named }, text));
  }
  const rest = withoutFiles(
    collected,
    fresh,
    [...fresh.values()].flatMap((part) => part.gaps),
  );
  let { resources } = rest;
  for (const part of fresh.values()) {
    resources = withAdded(resources, part.resources);
    for (const [file, text] of part.texts) rest.texts.set(file, text);
  }
  return { ...rest, resources };
}

/** Puts the resources of one file in their place, by the order of files. */
function withAdded(resources: readonly Resource[], added: readonly Resource[]): readonly Resource[] {
  const file = added[0]?.origin.file ?? '';
  if (!added.every(({ origin }) => origin.file === file))
    return [...resources, ...added].sort((a, b) => byFile(a.origin, b.origin));
  const place = placeOf(file, resources);
  return [...resources.slice(0, place), ...added, ...resources.slice(place)];
}

/** Where a file comes among the resources of others, which are in the order of files. */
function placeOf(file: string, resources: readonly Resource[]): number {
  let low = 0;
  let high = resources.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (resources[middle]!.origin.file <= file) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The collection without what some files gave, and with these gaps. */
export function withoutFiles(
  collected: Collected,
  files: { has(file: string): boolean; keys(): Iterable<string> },
  gaps: readonly Gap[],
): Collected & { readonly texts: Map<string, string> } {
  const texts = new Map(collected.texts);
  for (const file of files.keys()) texts.delete(file);
  return {
    ...collected,
    resources: collected.resources.filter((resource) => !files.has(resource.origin.file)),
    gaps: [...collected.gaps.filter((gap) => !files.has(gap.file)), ...gaps],
    texts,
  };
}

function byFile(a: { file: string }, b: { file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}
