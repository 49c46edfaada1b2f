import type { RenderOptions } from '../../model/format.ts';
import type { Place } from '../../model/place.ts';
import type { Severity } from '../../model/severity.ts';
import { hyperlink, printable, wrap, type Paint, type StyleName } from '../../std/text.ts';
import { placeName, SHAPES } from '../words.ts';

/** Writes for one terminal: its width, colours and links. */
export interface Pen {
  readonly width: number;
  readonly paint: Paint;
  /** A severity as shape and word, coloured, as wide as the widest of them. */
  severity(severity: Severity): string;
  /** "file:line:column", a link where the terminal knows them. */
  place(place: Place): string;
  readonly link: (text: string, url: string) => string;
  /** Untrusted text after a label, wrapped and hanging under itself. */
  labelled(label: string, text: string, style?: StyleName): string[];
  rule(): string;
}

const COLORS: Readonly<Record<Severity, readonly StyleName[]>> = {
  critical: ['bold', 'magenta'],
  high: ['bold', 'red'],
  medium: ['bold', 'yellow'],
  low: ['bold', 'blue'],
  info: ['bold', 'cyan'],
};

const INDENT = '    ';

export function createPen(paint: Paint, options: RenderOptions): Pen {
  const width = Math.max(40, options.width);
  const link = (text: string, url: string) => (options.hyperlinks ? hyperlink(text, url) : text);
  return {
    width,
    paint,
    link,
    severity: (severity) => paint(`${SHAPES[severity]} ${severity.toUpperCase()}`, ...COLORS[severity]),
    place: (place) => paint(link(printable(placeName(place)), options.address?.(place) ?? ''), 'cyan'),
    labelled: (label, text, style) => {
      const hang = `${INDENT}${' '.repeat(label.length + 1)}`;
      return wrap(printable(text), width - hang.length).map((line, i) =>
        i === 0 ? `${INDENT}${paint(label, style ?? 'dim')} ${line}` : `${hang}${line}`,
      );
    },
    rule: () => paint('─'.repeat(width), 'dim'),
  };
}
