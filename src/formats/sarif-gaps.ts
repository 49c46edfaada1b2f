import type { Gap } from '../model/gap.ts';
import type { Place } from '../model/place.ts';
import { messageText } from './sarif-result.ts';

/* What could not be looked at, as SARIF tells it: notifications of a run that did not succeed. */

export function uriOf(file: string): string {
  return file.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

/** @param locate the file as an `artifactLocation` of the log */
export function gapNotification<L>({ code, message, file, place, hint }: Gap, locate: (file: string) => L) {
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: messageText([message, hint].filter(Boolean).join(' ')) },
    locations: [physical(file, place, locate)],
  };
}

export function physical<L>(file: string, place: Place | undefined, locate: (file: string) => L) {
  const region = place && { startLine: place.line, startColumn: place.column };
  return { physicalLocation: { artifactLocation: locate(file), region } };
}
