/** How a page looks around its pictures. */
export const PAGE = `* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 110rem; padding: 1rem; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.2rem; margin: 1.5rem 0 0.5rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.muted { color: var(--muted); }
.note { border-left: 4px solid var(--warn-line); padding-left: 0.6rem; }
.picture { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 0.5rem; }
.picture svg { display: block; max-width: none; }
.d-node { cursor: pointer; }
.search { display: flex; gap: 0.5rem; align-items: center; margin: 0.4rem 0; }
.search input { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--muted); border-radius: 0.3rem; padding: 0.2rem 0.5rem; min-width: 18rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); padding: 0.25rem 0.6rem; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--panel); }
[hidden] { display: none !important; }
@media print {
  body { max-width: none; padding: 0; } .search { display: none; } tr { break-inside: avoid; }
  .picture { overflow: visible; max-height: none; border: 0; } .picture svg { max-width: 100%; height: auto; }
}`;
