import type { Format, RenderOptions } from '../../model/format.ts';
import type { Report } from '../../model/report.ts';
import { count } from '../../std/text.ts';
import { markup } from '../escape.ts';
import { createFrames } from '../frame.ts';
import { groupByResource } from '../groups.ts';
import { countBySeverity, openFindings, SHAPES, verdictText, WORST_FIRST, titleOf } from '../words.ts';
import { groupSection, severityLabel } from './findings.ts';
import { frameworkSection } from './frameworks.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { acceptedSection, troublesSection } from './troubles.ts';

/** One file that needs nothing else: it can be mailed, archived and printed. */
const html: Format = {
  id: 'html',
  title: 'HTML: one self-contained page to read, filter and print',
  extension: 'html',
  wantsFixes: false,
  render: (report, options) => `${page(report, options).join('\n')}\n`,
};

export default html;

const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${SCRIPT_HASH}'; base-uri 'none'; form-action 'none'`;

function page(report: Report, options: RenderOptions): string[] {
  const frames = createFrames(report, options.source);
  const groups = groupByResource(openFindings(report));
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${markup(titleOf('Castellan', report.target))}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#findings">Skip to the findings</a>',
    ...header(report),
    '<main>',
    ...troublesSection(report),
    ...frameworkSection(report),
    '<section aria-labelledby="findings">',
    '<h2 id="findings">Findings</h2>',
    ...(groups.length > 0 ? filterForm() : [`<p>${markup(verdictText(report))}.</p>`]),
    ...groups.map((group) => groupSection(report, group, frames)),
    '</section>',
    ...acceptedSection(report),
    '</main>',
    `<footer class="muted"><p>Castellan ${markup(report.tool.version)}, rules of the profile ${markup(report.profile)}.</p></footer>`,
    `<script>${SCRIPT}</script>`,
    '</body>',
    '</html>',
  ];
}

const MARKS: Readonly<Record<Report['verdict'], string>> = {
  clean: '✔ Pass',
  findings: '✘ Fail',
  incomplete: '? Incomplete',
};

function header(report: Report): string[] {
  const { summary, target, kubernetes, verdict } = report;
  const counts = countBySeverity(openFindings(report));
  const facts = [
    `${count(summary.resources, 'resource')} in ${count(summary.files, 'file')}`,
    count(summary.rules, 'rule'),
    `Kubernetes ${kubernetes}`,
    `${summary.fixable} fixable`,
    `${summary.suppressed} suppressed`,
    `${summary.baselined} in the baseline`,
    count(summary.gaps, 'gap'),
  ];
  return [
    '<header>',
    `<h1>${markup(titleOf('Security report', target))}</h1>`,
    `<p class="verdict ${verdict}">${MARKS[verdict]}: ${markup(verdictText(report))}</p>`,
    '<ul class="counts" aria-label="Findings by severity">',
    ...WORST_FIRST.map((severity) => `<li><strong>${counts[severity]}</strong> ${severityLabel(severity)}</li>`),
    '</ul>',
    `<p class="muted">${markup(facts.join(' · '))}</p>`,
    '</header>',
  ];
}

/** Hidden until the script makes it work. */
function filterForm(): string[] {
  return [
    '<form id="filter" class="filter" role="search" hidden>',
    '<label>Search <input type="search" name="search" placeholder="rule, object, file …"></label>',
    '<fieldset><legend>Severity</legend>',
    ...WORST_FIRST.map(
      (severity) =>
        `<label><input type="checkbox" name="severity" value="${severity}" checked> ${SHAPES[severity]} ${severity}</label>`,
    ),
    '</fieldset>',
    '<output id="shown" aria-live="polite"></output>',
    '</form>',
  ];
}
