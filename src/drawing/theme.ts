/* Colours keep a contrast of 4.5 : 1 (WCAG AA) for texts on both grounds. Every picture on a page shares one theme. */

const LIGHT = `--ground:#ffffff;--panel:#f4f6f8;--line:#b9c2cc;--text:#1a2129;--muted:#55606e;--edge:#66727f;
--plain:#ffffff;--accent:#e3eeff;--good:#e2f4e8;--warn:#fdf0d2;--bad:#fde3e1;
--accent-line:#1a56b8;--good-line:#1b6e35;--warn-line:#855700;--bad-line:#b3261e;--link:#0b57b0;`;
const DARK = `--ground:#14181d;--panel:#1d232a;--line:#4a5663;--text:#e6eaee;--muted:#a9b4bf;--edge:#8b98a5;
--plain:#232b33;--accent:#1c3358;--good:#173a24;--warn:#45350f;--bad:#4d1f1d;
--accent-line:#8ab8ff;--good-line:#7fd99a;--warn-line:#f2c14e;--bad-line:#ff8a80;--link:#8ab8ff;`;

/** Variables of both grounds; printing is on white. */
export const THEME = `:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`;

const TONES = ['accent', 'good', 'warn', 'bad']
  .map(
    (tone) =>
      `.d-node.${tone} rect{fill:var(--${tone});stroke:var(--${tone}-line)}.d-edge.${tone} path{stroke:var(--${tone}-line);stroke-width:1.8}`,
  )
  .join('\n');

/** How the parts of a picture look. */
export const PICTURE = `.d-ground{fill:var(--ground)}
.d-group rect{fill:var(--panel);stroke:var(--line)}
.d-group text{fill:var(--muted);font:600 13px system-ui,sans-serif}
.d-node rect{fill:var(--plain);stroke:var(--edge)}
.d-node.dashed rect{stroke-dasharray:5 4}
.d-node text{fill:var(--text);font:13px system-ui,sans-serif;text-anchor:middle}
.d-node text.detail,.d-node.muted text{fill:var(--muted)}
.d-node text.detail{font-size:11px}
.d-edge path{fill:none;stroke:var(--edge);stroke-width:1.2}
.d-edge.muted path{stroke-dasharray:3 4}
.d-edge text{fill:var(--text);font:11px system-ui,sans-serif;text-anchor:middle;paint-order:stroke;stroke:var(--ground);stroke-width:4px}
.d-arrow{fill:var(--edge)}
.d-far{opacity:.15}
${TONES}`;
