/** Colours keep a contrast of 4.5 : 1 (WCAG AA) on both grounds; severities also differ in shape and word. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f4f6f8; --line: #d5dbe1; --text: #1a2129; --muted: #55606e; --link: #0b57b0; --mark: #b3261e;
  --critical: #8b1a89; --high: #b3261e; --medium: #855700; --low: #1a56b8; --info: #0b666f; --good: #1b6e35;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181d; --panel: #1d232a; --line: #3a444f; --text: #e6eaee; --muted: #a9b4bf; --link: #8ab8ff; --mark: #ff8a80;
    --critical: #eaa0e8; --high: #ff8a80; --medium: #f2c14e; --low: #8ab8ff; --info: #6fd3dd; --good: #7fd99a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.05rem; margin: 0; } h4 { font-size: 1rem; margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; background: var(--ground); padding: 0.5rem; }
.muted, .where { color: var(--muted); }
.verdict { font-size: 1.15rem; font-weight: 600; }
.clean { color: var(--good); } .findings { color: var(--high); } .incomplete { color: var(--medium); }
.counts { display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0; list-style: none; }
.counts li { background: var(--panel); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.4rem 0.9rem; }
.counts strong { font-size: 1.3rem; }
.severity { font-weight: 700; white-space: nowrap; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); }
.low { color: var(--low); } .info { color: var(--info); }
.filter { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; position: sticky; top: 0;
  background: var(--ground); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.filter fieldset { display: flex; flex-wrap: wrap; gap: 0 1rem; border: 0; margin: 0; padding: 0; }
.filter legend { float: left; margin-right: 1rem; }
.filter label { display: inline-flex; gap: 0.35rem; align-items: center; min-height: 1.75rem; }
.filter input[type="search"] { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--muted);
  border-radius: 0.3rem; padding: 0.2rem 0.5rem; min-width: 16rem; }
.group { border: 1px solid var(--line); border-radius: 0.5rem; margin: 1rem 0; overflow: hidden; }
.group > header { background: var(--panel); padding: 0.6rem 1rem; overflow-wrap: anywhere; }
.finding { padding: 0.8rem 1rem; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.finding dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0 0; }
.finding dt { color: var(--muted); } .finding dd { margin: 0; }
.frame { background: var(--panel); border: 1px solid var(--line); border-radius: 0.3rem; padding: 0.5rem; overflow-x: auto;
  margin: 0.5rem 0; white-space: pre; }
.frame .number { color: var(--muted); user-select: none; } .frame mark { background: none; color: var(--mark);
  font-weight: 700; text-decoration: underline wavy; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.3rem 0.6rem;
  overflow-wrap: anywhere; }
td:first-child, th { overflow-wrap: normal; white-space: nowrap; }
progress { width: 8rem; vertical-align: middle; accent-color: var(--link); }
.pass { color: var(--good); } .fail { color: var(--high); } .manual, .unknown, .partly { color: var(--medium); }
.not-covered { color: var(--muted); }
[hidden] { display: none !important; }
@media print {
  body { max-width: none; padding: 0; } .filter, .skip { display: none; }
  .finding, tr { break-inside: avoid; } .frame { white-space: pre-wrap; }
}
`;
/** SHA-256 of the style, for the content security policy; a test holds it to the text. */
export const STYLE_HASH = 'sha256-rh71p3hRhm1vjk1UqA2LpBPYsczkEBoZOGJc++VwSx0=';
