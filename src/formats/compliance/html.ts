import type { ComplianceReport, FrameworkAssessment } from '../../model/compliance.ts';
import { count } from '../../std/text.ts';
import { markup } from '../escape.ts';
import { placeName, titleOf } from '../words.ts';
import { changesSection } from './html-changes.ts';
import { frameworkSection } from './html-framework.ts';
import { summarySection } from './html-summary.ts';
import type { ComplianceFormat } from './index.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { bySection } from './words.ts';

/** One file that needs nothing else, to be printed or filed as a PDF: a page for management, then every control with its evidence. */
const html: ComplianceFormat = {
  title: 'HTML: one self-contained page to print and to hand to an auditor',
  render: (report) => `${page(report).join('\n')}\n`,
};

export default html;

const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

function page(report: ComplianceReport): string[] {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${markup(titleOf('Compliance report', report.target))}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#summary">Skip to the summary</a>',
    ...header(report),
    ...contents(report),
    '<main>',
    ...summarySection(report),
    ...changesSection(report),
    ...report.frameworks.flatMap((framework, i) => frameworkSection(report, framework, `f${i + 1}`)),
    ...gapsSection(report),
    ...problemsSection(report),
    '</main>',
    `<footer class="muted"><p>Castellan ${markup(report.tool.version)}. Ids of controls are those of the frameworks; their titles here are in our own words. Read each framework for what it demands.</p></footer>`,
    '</body>',
    '</html>',
  ];
}

function header({ target, date, kubernetes, files, resources, frameworks }: ComplianceReport): string[] {
  const names = frameworks.map(({ title, version }) => `${title} ${version}`).join(', ');
  const facts = [date, `${count(resources, 'object')} in ${count(files, 'file')}`, `Kubernetes ${kubernetes}`];
  return [
    '<header>',
    `<h1>${markup(titleOf('Compliance report', target))}</h1>`,
    `<p>${markup(names)}</p>`,
    `<p class="muted">${markup(facts.join(' · '))}</p>`,
    '</header>',
  ];
}

function contents(report: ComplianceReport): string[] {
  return [
    '<nav class="toc" aria-labelledby="contents">',
    '<h2 id="contents">Contents</h2>',
    '<ol>',
    '<li><a href="#summary">Summary</a></li>',
    ...(report.comparison ? ['<li><a href="#changes">Changes since the earlier report</a></li>'] : []),
    ...report.frameworks.map((framework, i) => frameworkEntry(framework, `f${i + 1}`)),
    ...(report.gaps.length > 0 ? ['<li><a href="#gaps">What could not be looked at</a></li>'] : []),
    ...(report.exceptionProblems.length > 0 ? ['<li><a href="#problems">Exceptions to review</a></li>'] : []),
    '</ol>',
    '</nav>',
  ];
}

function frameworkEntry(framework: FrameworkAssessment, id: string): string {
  const chapters = bySection(framework)
    .map(([section], i) => (section === '' ? '' : `<li><a href="#${id}-s${i + 1}">${markup(section)}</a></li>`))
    .filter(Boolean);
  const inner = chapters.length > 0 ? `<ol>${chapters.join('')}</ol>` : '';
  return `<li><a href="#${id}">${markup(`${framework.title} ${framework.version}`)}</a>${inner}</li>`;
}

function gapsSection({ gaps }: ComplianceReport): string[] {
  if (gaps.length === 0) return [];
  return [
    '<section aria-labelledby="gaps">',
    '<h2 id="gaps">What could not be looked at</h2>',
    '<p>Evidence with gaps is incomplete: what follows may hide failures.</p>',
    '<ul>',
    ...gaps.map(
      ({ message, file, place, hint }) =>
        `<li>${markup(message)} <code>${markup(place ? placeName(place) : file)}</code>${hint ? ` ${markup(hint)}` : ''}</li>`,
    ),
    '</ul>',
    '</section>',
  ];
}

function problemsSection({ exceptionProblems }: ComplianceReport): string[] {
  if (exceptionProblems.length === 0) return [];
  return [
    '<section aria-labelledby="problems">',
    '<h2 id="problems">Exceptions to review</h2>',
    '<ul>',
    ...exceptionProblems.map(
      ({ message, place }) => `<li>${markup(message)} <code>${markup(placeName(place))}</code></li>`,
    ),
    '</ul>',
    '</section>',
  ];
}
