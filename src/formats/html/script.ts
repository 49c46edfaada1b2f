/** Filters findings by severity and text. Without it everything is shown. */
export const SCRIPT = `
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  const findings = [...document.querySelectorAll('.finding')];
  const groups = [...document.querySelectorAll('.group')];
  const texts = new Map(findings.map((f) => [f, (f.closest('.group').querySelector('header').textContent + ' ' + f.textContent).toLowerCase()]));
  const status = document.getElementById('shown');
  const apply = () => {
    const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
    let shown = 0;
    for (const finding of findings) {
      const visible = severities.has(finding.dataset.severity) && words.every((word) => texts.get(finding).includes(word));
      finding.hidden = !visible;
      if (visible) shown++;
    }
    for (const group of groups) group.hidden = !group.querySelector('.finding:not([hidden])');
    status.textContent = shown + ' of ' + findings.length + ' findings shown';
  };
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
})();
`;
/** SHA-256 of the script, for the content security policy; a test holds it to the text. */
export const SCRIPT_HASH = 'sha256-yYUshhqpQqT5SH72RaD3BdcDvIu2vM/amnwmDYdaIfU=';
