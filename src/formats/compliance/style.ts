/** Colours keep a contrast of 4.5 : 1 (WCAG AA) on both grounds; statuses also differ in shape and word. Printed, it is light. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f4f6f8; --line: #d5dbe1; --text: #1a2129; --muted: #55606e; --link: #0b57b0;
  --good: #1b6e35; --bad: #b3261e; --open: #855700;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --panel: #1d232a; --line: #3a444f; --text: #e6eaee; --muted: #a9b4bf; --link: #8ab8ff;
    --good: #7fd99a; --bad: #ff8a80; --open: #f2c14e;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; margin: 0.5rem 0; } h2 { font-size: 1.35rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; } h4 { font-size: 1rem; margin: 0; } h5 { font-size: 0.95rem; margin: 0.6rem 0 0; }
a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font-family: ui-monospace, monospace; font-size: 0.875rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; background: var(--ground); padding: 0.5rem; }
.muted { color: var(--muted); }
.figures { display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0; list-style: none; }
.figures li { background: var(--panel); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.4rem 0.9rem; }
.figures strong { font-size: 1.3rem; }
.toc { border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.5rem 1rem; } .toc ol { margin: 0.3rem 0; padding-left: 1.4rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--muted); }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem; }
td.number, th.number { text-align: right; white-space: nowrap; } .status { white-space: nowrap; font-weight: 600; }
.pass { color: var(--good); } .fail { color: var(--bad); } .partly, .unknown, .manual { color: var(--open); } .not-covered { color: var(--muted); }
.control { border: 1px solid var(--line); border-radius: 0.4rem; margin: 0.6rem 0; padding: 0.6rem 1rem; }
.control > header { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: baseline; }
.control p, .control ul { margin: 0.3rem 0; } .control ul { padding-left: 1.3rem; }
progress { width: 8rem; vertical-align: middle; accent-color: var(--link); }
@page { margin: 18mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } .skip { display: none; }
  .control, tr { break-inside: avoid-page; } h2, h3, h4, h5 { break-after: avoid-page; }
  .page, .toc { break-after: page; } .figures li, .control { border-color: #888888; }
  a { color: inherit; text-decoration: none; } .docs::after { content: " (" attr(href) ")"; font-size: 8pt; }
}
`;
/** SHA-256 of the style, for the content security policy; a test holds it to the text. */
export const STYLE_HASH = 'sha256-kBR1mlo/MS5dlmlx7/QR2dcCbyQarHc9CBsyxN7Ql3U=';
