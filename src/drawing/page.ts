import { hexHash } from '../std/hash.ts';
import { markup } from '../std/markup.ts';
import { SCRIPT } from './script.ts';
import { PAGE } from './style.ts';
import { PICTURE, THEME } from './theme.ts';

export interface Page {
  readonly title: string;
  /** What the page shows, in one or two sentences. */
  readonly lead: string;
  /** Short facts, like `12 workloads`. */
  readonly facts?: readonly string[];
  /** What the page leaves out. */
  readonly notes?: readonly string[];
  readonly pictures: readonly Picture[];
  readonly tables: readonly Table[];
}

export interface Picture {
  readonly title: string;
  /** From `svg` with `inline`, and an id of its own where there are several. */
  readonly svg: string;
}

/** Rows beyond `MOST_ROWS` are counted, not written. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const MOST_ROWS = 5000;

/** One HTML file that needs nothing else: it can be mailed, archived and printed. Scripts only filter and highlight. */
export function page(wish: Page): string {
  const style = `${THEME}\n${PICTURE}\n${PAGE}`;
  const policy = `default-src 'none'; style-src '${sourceHash(style)}'; script-src '${sourceHash(SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${markup(wish.title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${markup(wish.title)}</h1>`,
    `<p>${markup(wish.lead)}</p>`,
    ...(wish.facts?.length ? [`<p class="muted">${markup(wish.facts.join(' · '))}</p>`] : []),
    ...(wish.notes ?? []).map((note) => `<p class="note">${markup(note)}</p>`),
    '</header>',
    '<main>',
    ...wish.pictures.map(
      ({ title, svg }) =>
        `<section><h2>${markup(title)}</h2><div class="picture" tabindex="0" role="region" aria-label="${markup(title)}">\n${svg}\n</div></section>`,
    ),
    ...wish.tables.flatMap(tableOf),
    '</main>',
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function tableOf({ caption, head, rows }: Table): string[] {
  const more = rows.length - MOST_ROWS;
  return [
    `<section><h2>${markup(caption)}</h2>`,
    `<label class="search" hidden>Filter <input type="search"> <output aria-live="polite"></output></label>`,
    `<div class="scroll"><table><thead><tr>${head.map((text) => `<th scope="col">${markup(text)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.slice(0, MOST_ROWS).map((row) => `<tr>${row.map((text) => `<td>${markup(text)}</td>`).join('')}</tr>`),
    '</tbody></table></div>',
    ...(more > 0 ? [`<p class="note">${more} further rows are left out: ask for CSV or JSON.</p>`] : []),
    '</section>',
  ];
}

/** As a content security policy names an inline text. */
function sourceHash(text: string): string {
  const bytes = hexHash('sha256', text).match(/../g) ?? [];
  return `sha256-${btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))))}`;
}
