import type { Finding } from '../model/finding.ts';
import type { FrameworkResult, Report, RuleInfo } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { truncate } from '../std/text.ts';
import { gapNotification, physical, uriOf } from './sarif-gaps.ts';
import {
  createPositions,
  LEVELS,
  messageText,
  resultOf,
  type ArtifactLocation,
  type ResultContext,
  type Suppression,
} from './sarif-result.ts';
import { serialize } from './serialize.ts';

/*
 * SARIF 2.1.0 (OASIS, sarif-v2.1.0-errata01), shared by the plain format and the one for GitHub.
 */

export interface SarifEntry {
  readonly finding: Finding;
  readonly suppression?: Suppression;
}

export interface SarifInput {
  readonly entries: readonly SarifEntry[];
  /** Lines about the run itself, such as what had to be left out. */
  readonly notes: readonly string[];
  readonly source: (file: string) => string | undefined;
}

/** GitHub shows above 9.0 critical, from 7.0 high, from 4.0 medium, above 0 low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.0',
};

/** One log with one run; results refer to rules and artifacts by index. */
export function sarifLog(report: Report, input: SarifInput): string {
  const { rules, ruleIndex } = usedRules(report, input.entries);
  const artifacts = createArtifacts();
  const context: ResultContext = {
    ruleIndex,
    artifact: artifacts.locate,
    hasBaseline: input.entries.some(({ finding }) => finding.baselined),
    hasSuppressions: input.entries.some(({ suppression }) => suppression),
    position: createPositions(input.source),
  };
  const results = input.entries.map(({ finding, suppression }) => resultOf(finding, suppression, context));
  const invocations = [invocation(report, input.notes, artifacts.locate)];
  const run = {
    tool: { driver: driver(report, rules) },
    invocations,
    originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was scanned.' } } },
    artifacts: artifacts.list(),
    results,
    taxonomies: report.frameworks.length > 0 ? report.frameworks.map(taxonomy) : undefined,
    columnKind: 'utf16CodeUnits',
    properties: { target: report.target, profile: report.profile, kubernetes: report.kubernetes },
  };
  return serialize({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
}

function usedRules(report: Report, entries: readonly SarifEntry[]) {
  const ids = [...new Set(entries.map(({ finding }) => finding.rule))].sort();
  const rules = ids.map((id): Partial<RuleInfo> & { id: string } =>
    Object.hasOwn(report.rules, id) ? report.rules[id]! : { id },
  );
  return { rules, ruleIndex: new Map(ids.map((id, i) => [id, i])) };
}

function createArtifacts() {
  const known = new Map<string, ReturnType<ArtifactLocation>>();
  const locate: ArtifactLocation = (file) => {
    let artifact = known.get(file);
    if (!artifact) known.set(file, (artifact = { uri: uriOf(file), uriBaseId: 'SRCROOT', index: known.size }));
    return artifact;
  };
  const list = () =>
    Array.from(known.values(), ({ uri, uriBaseId }) => ({ location: { uri, uriBaseId }, roles: ['analysisTarget'] }));
  return { locate, list };
}

function driver({ tool, frameworks }: Report, rules: readonly (Partial<RuleInfo> & { id: string })[]) {
  return {
    name: 'Castellan',
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: tool.url,
    supportedTaxonomies: frameworks.length > 0 ? frameworks.map(({ id }, index) => ({ name: id, index })) : undefined,
    rules: rules.map((rule) => ruleDescriptor(rule, frameworks)),
  };
}

function ruleDescriptor(rule: Partial<RuleInfo> & { id: string }, frameworks: readonly FrameworkResult[]) {
  const { id, title = id, why = '', remedy = '', severity = 'medium', category, references = [], docs } = rule;
  const relationships = frameworks.flatMap((framework, index) =>
    framework.controls
      .map((control, taxon) => ({ control, taxon }))
      .filter(({ control }) => control.rules.includes(id))
      .map(({ control, taxon }) => ({
        target: { id: control.id, index: taxon, toolComponent: { name: framework.id, index } },
        kinds: ['relevant'],
      })),
  );
  return {
    id,
    name: truncate(title, 255),
    shortDescription: { text: truncate(title, 1024) },
    fullDescription: { text: truncate(why || title, 1024) },
    helpUri: docs && /^https?:/.test(docs) ? docs : undefined,
    help: {
      text: [why, remedy, ...references].filter(Boolean).join('\n\n') || title,
      markdown: helpMarkdown(why, remedy, references) || title,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    relationships: relationships.length > 0 ? relationships : undefined,
    properties: {
      tags: ['security', 'kubernetes', ...(category ? [category] : [])],
      precision: 'high',
      'security-severity': SECURITY_SEVERITY[severity],
      severity,
    },
  };
}

function helpMarkdown(why: string, remedy: string, references: readonly string[]): string {
  const links = references.map((url) => `- <${url}>`).join('\n');
  return [why && `**Why** ${why}`, remedy && `**Fix** ${remedy}`, links].filter(Boolean).join('\n\n');
}

/** Gaps are notifications of a run that did not succeed; exceptions that do no work are about its configuration. */
function invocation(report: Report, notes: readonly string[], locate: ArtifactLocation) {
  const problems = report.exceptionProblems.map(({ code, message, place }) => ({
    descriptor: { id: `exception-${code}` },
    level: 'warning',
    message: { text: messageText(message) },
    locations: [physical(place.file, place, locate)],
  }));
  return {
    executionSuccessful: report.gaps.length === 0,
    toolExecutionNotifications: [
      ...report.gaps.map((gap) => gapNotification(gap, locate)),
      ...notes.map((text) => ({ descriptor: { id: 'left-out' }, level: 'warning', message: { text } })),
    ],
    toolConfigurationNotifications: problems,
  };
}

function taxonomy({ id, title, version, url, controls }: FrameworkResult) {
  return {
    name: id,
    fullName: `${title} ${version}`,
    version,
    informationUri: url,
    isComprehensive: true,
    taxa: controls.map((control) => ({ id: control.id, shortDescription: { text: control.title } })),
  };
}
