/** A click on a node leaves only its own edges clear, a second one all; tables get a filter. Without it everything is shown. */
export const SCRIPT = `
(() => {
  for (const picture of document.querySelectorAll('.picture svg')) {
    const nodes = [...picture.querySelectorAll('.d-node')];
    const edges = [...picture.querySelectorAll('.d-edge')];
    let chosen;
    const apply = () => {
      const near = new Set([chosen]);
      for (const edge of edges) {
        const { from, to } = edge.dataset;
        const own = chosen === undefined || from === chosen || to === chosen;
        if (own) near.add(from).add(to);
        edge.classList.toggle('d-far', !own);
      }
      for (const node of nodes) node.classList.toggle('d-far', chosen !== undefined && !near.has(node.dataset.id));
    };
    const choose = (id) => { chosen = chosen === id ? undefined : id; apply(); };
    for (const node of nodes) {
      node.setAttribute('tabindex', '0');
      node.setAttribute('role', 'button');
      node.setAttribute('aria-label', node.querySelector('title').textContent);
      node.addEventListener('click', () => choose(node.dataset.id));
      node.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose(node.dataset.id);
      });
    }
  }
  for (const label of document.querySelectorAll('.search')) {
    const rows = [...label.parentElement.querySelectorAll('tbody tr')].map((row) => [row, row.textContent.toLowerCase()]);
    const apply = () => {
      const words = label.querySelector('input').value.toLowerCase().split(/\\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        if (!row.hidden) shown++;
      }
      label.querySelector('output').textContent = shown + ' of ' + rows.length;
    };
    label.hidden = false;
    label.addEventListener('input', apply);
    apply();
  }
})();
`;
