import type { TextEdit } from '../model/edit.ts';
import type { Exception, Finding } from '../model/finding.ts';
import type { Place } from '../model/place.ts';
import type { Severity } from '../model/severity.ts';
import { printable } from '../std/text.ts';
import { placeName, subjectName } from './words.ts';

/** Why a result needs no action. */
export interface Suppression {
  readonly kind: 'inSource' | 'external';
  readonly justification: string;
  readonly place?: Place;
}

export type ArtifactLocation = (file: string) => { uri: string; uriBaseId: 'SRCROOT'; index: number };

/** Line and column (from 1) of an offset in a file; undefined where its text is not at hand. */
export type Positions = (file: string, offset: number) => { line: number; column: number } | undefined;

export interface ResultContext {
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly artifact: ArtifactLocation;
  readonly hasBaseline: boolean;
  readonly hasSuppressions: boolean;
  readonly position: Positions;
}

/** Where GitHub stops reading locations of a result. */
const MAX_RELATED = 100;
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
const RANKS: Readonly<Record<Severity, number>> = { critical: 95, high: 80, medium: 55, low: 30, info: 5 };

export function suppressionOf({ kind, reason, until, owner, place }: Exception): Suppression {
  const justification = [reason, until && `until ${until}`, owner && `owner ${owner}`].filter(Boolean).join('; ');
  return { kind: kind === 'config' ? 'external' : 'inSource', justification, place };
}

export const BASELINED: Suppression = { kind: 'external', justification: 'Known and accepted in the baseline.' };

export function resultOf(finding: Finding, suppression: Suppression | undefined, context: ResultContext) {
  const { rule, severity, message, subject, covers, place, fingerprint, baselined } = finding;
  const related = relatedLocations(finding, context);
  return {
    ruleId: rule,
    ruleIndex: context.ruleIndex.get(rule),
    level: LEVELS[severity],
    rank: Math.max(RANKS[severity], finding.attackPath?.priority ?? 0),
    message: { text: messageText(`${subjectName(subject)}: ${message}`) },
    locations: [
      {
        physicalLocation: physicalLocation(place, context),
        logicalLocations: [{ name: subject.name, fullyQualifiedName: subjectName(subject), kind: 'resource' }],
      },
    ],
    relatedLocations: related.length > 0 ? related : undefined,
    partialFingerprints: { 'castellan/v1': fingerprint },
    fixes: fixes(finding, context),
    suppressions: suppressions(suppression, context),
    baselineState: context.hasBaseline ? (baselined ? 'unchanged' : 'new') : undefined,
    properties: {
      severity,
      title: finding.title,
      covers: covers.length > 0 ? covers : undefined,
      attackPath: finding.attackPath,
    },
  };
}

/** Plain text of a message; `[text](target)` would be a link there (SARIF 2.1.0, 3.11.6). */
export function messageText(text: string): string {
  return printable(text).replaceAll('](', '] (');
}

function relatedLocations({ others, evidence }: Finding, context: ResultContext) {
  const locations = [
    ...others.map(({ place, message }) => ({ place, text: message })),
    ...evidence.map(({ place, subject, note }) => ({ place, text: `${subjectName(subject)} ${note}` })),
  ];
  return locations.slice(0, MAX_RELATED).map(({ place, text }, id) => ({
    id: id + 1,
    physicalLocation: physicalLocation(place, context),
    message: { text: messageText(text) },
  }));
}

function physicalLocation(place: Place, { artifact }: ResultContext) {
  const { file, line, column, endLine, endColumn } = place;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return { artifactLocation: artifact(file), region };
}

/** All results say whether they are suppressed, or none does. */
function suppressions(suppression: Suppression | undefined, context: ResultContext) {
  if (!context.hasSuppressions) return undefined;
  return suppression ? [suppressionObject(suppression, context)] : [];
}

function suppressionObject({ kind, justification, place }: Suppression, context: ResultContext) {
  const location = place && {
    physicalLocation: physicalLocation(place, context),
    message: { text: `Written at ${printable(placeName(place))}` },
  };
  return { kind, status: 'accepted', justification: printable(justification), location };
}

function fixes({ fix, place }: Finding, { artifact, position }: ResultContext) {
  if (!fix?.edits || fix.edits.length === 0) return undefined;
  const replacements = fix.edits.map((edit) => ({
    deletedRegion: deletedRegion(edit, place.file, position),
    insertedContent: edit.text === '' ? undefined : { text: edit.text },
  }));
  return [
    {
      description: { text: `${printable(fix.title)} (${fix.safe ? 'safe' : 'unsafe: look before you apply it'})` },
      artifactChanges: [{ artifactLocation: artifact(place.file), replacements }],
    },
  ];
}

/** By line and column where the text is at hand, since viewers differ in how they count characters. */
function deletedRegion({ start, end }: TextEdit, file: string, position: Positions) {
  const from = position(file, start);
  const to = position(file, end);
  if (!from || !to) return { charOffset: start, charLength: end - start };
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** Splits each file once. */
export function createPositions(source: (file: string) => string | undefined): Positions {
  const starts = new Map<string, readonly number[] | undefined>();
  return (file, offset) => {
    if (!starts.has(file)) starts.set(file, lineStarts(source(file)));
    const lines = starts.get(file);
    if (!lines) return undefined;
    let low = 0;
    let high = lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - lines[low]! + 1 };
  };
}

function lineStarts(text: string | undefined): readonly number[] | undefined {
  return text === undefined ? undefined : [0, ...text.matchAll(/\n/g).map(({ index }) => index + 1)];
}
