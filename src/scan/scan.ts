import type { LoadedConfig } from '../config/load.ts';
import {
  createJudgementMemory,
  type Judged,
  type Judgement,
  type JudgementMemory,
  ruleIds,
  startJudgement,
} from '../judgement/judge.ts';
import { assessFramework, type FrameworkInput, frameworkResult } from '../judgement/frameworks.ts';
import { createLooked } from '../judgement/looked.ts';
import type { Check, Profile } from '../model/check.ts';
import type { FrameworkAssessment } from '../model/compliance.ts';
import type { Finding, RawFinding } from '../model/finding.ts';
import type { Framework } from '../model/framework.ts';
import type { Gap } from '../model/gap.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import type { VersionData } from '../model/versions.ts';
import { type CredentialMemory, findCredentials } from '../posture/credentials.ts';
import { createRunMemory, type RunMemory } from '../posture/run.ts';
import { createDecider } from '../posture/undecided.ts';
import { unknownKindGaps } from '../posture/unknown-kinds.ts';
import type { ReadFile } from '../sources/files/read.ts';
import { changedFiles } from './changed-files.ts';
import type { Collected } from './collect.ts';
import { createSparse, type Sparse } from '../std/sparse.ts';
import { collectTargets } from './collect-targets.ts';
import type { ClusterOptions } from './clusters.ts';
import { configExceptions } from './config-exceptions.ts';
import { minorOf, runEstates } from './estates.ts';
import { textEditsOf } from './fixes.ts';
import { foldPolicyGaps } from './policy-gaps.ts';
import { type Plan, planChecks } from './plan.ts';
import { buildReport } from './report.ts';
import { type BaselineMemory, createBaselineMemory, readBaseline } from './baseline.ts';
import { primeWorkloads } from './workloads.ts';

export interface ScanOptions {
  readonly targets: readonly string[];
  /** Folder that shown paths start from, absolute. */
  readonly root: string;
  readonly config: LoadedConfig;
  readonly checks: readonly Check[];
  readonly profile: Profile;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly frameworks: readonly Framework[];
  /** Minor version of Kubernetes, 36 for 1.36. */
  readonly minor: number;
  /** The user said so: it holds for clusters too, whatever they run. */
  readonly minorGiven?: boolean;
  /** How clusters are reached, where there are targets that name one. */
  readonly cluster?: ClusterOptions;
  readonly failOn: Severity | 'none';
  /** Absolute path. */
  readonly baseline: string | undefined;
  readonly changedSince: string | undefined;
  readonly helm: { readonly values: readonly string[]; readonly set: readonly string[] };
  /** Values for variables of Terraform: files (absolute) and `name=value`. */
  readonly terraform?: { readonly files: readonly string[]; readonly pairs: readonly string[] };
  /** ISO date. */
  readonly today: string;
  /** Gives the day to each round of `watch`; none where the user named one. */
  readonly calendar?: () => string;
  readonly version: string;
  /** Newer data about releases and vulnerabilities than what is built in. */
  readonly versions?: VersionData;
  /** What of the user's policies could not be read or compiled. */
  readonly policyGaps?: readonly Gap[];
  /** Whether findings shall tell of the attack paths that they lie on. */
  readonly paths?: boolean;
  /** Whether findings shall carry the text edits of their fixes. */
  readonly edits: boolean;
  /** Nobody asks for the raw findings behind the report: they are not kept. */
  readonly dropsRaw?: boolean;
  readonly stdin?: () => ReadFile;
  readonly progress?: (done: number, total: number) => void;
}

export interface ScanResult {
  readonly report: Report;
  readonly judged: Judged;
  readonly collected: Collected;
  readonly plan: Plan;
  /** The frameworks with all their evidence. */
  readonly frameworks: readonly FrameworkAssessment[];
}

/** What later rounds of `watch` build on. */
export interface ScanMemory {
  run: RunMemory;
  /** The day of the last round: what rules said then may be no longer so. */
  day: string | undefined;
  readonly baseline: BaselineMemory;
  readonly judgement: JudgementMemory;
  readonly credentials: CredentialMemory;
  readonly unknownKinds: Sparse<Gap>;
  readonly workloads: Sparse<true>;
}

export function createScanMemory(): ScanMemory {
  return {
    run: createRunMemory(),
    day: undefined,
    baseline: createBaselineMemory(),
    judgement: createJudgementMemory(),
    credentials: createSparse(),
    unknownKinds: createSparse(),
    workloads: createSparse(),
  };
}

/** The options of a round that begins now: a watch may go on for days. */
export function onItsDay(options: ScanOptions): ScanOptions {
  return { ...options, today: options.calendar?.() ?? options.today };
}

/** The main job: sources to inventory to findings to report. With a memory, later rounds build on this one. */
export async function scan(options: ScanOptions, memory?: ScanMemory): Promise<ScanResult> {
  const plan = planChecks(options.checks, options.config, options);
  const { checks, progress } = options;
  const needs = { checks, ownTypes: Object.keys(options.config.config.workloads ?? {}) };
  const cluster = { ...needs, ...(progress && { progress }) };
  const collected = await collectTargets(options, { cluster, snapshots: needs });
  const onlyFiles = options.changedSince
    ? await changedFiles(options.targets, options.root, options.changedSince)
    : undefined;
  return analyse(collected, plan, options, onlyFiles, memory);
}

/** The pure half of a scan, also of every round of `watch`. */
export async function analyse(
  collected: Collected,
  plan: Plan,
  options: ScanOptions,
  onlyFiles?: ReadonlySet<string>,
  memory?: ScanMemory,
): Promise<ScanResult> {
  const aliases = primeWorkloads(collected.resources, options.config.config.workloads ?? {});
  const estates = (collected.estates ?? []).map((estate) =>
    options.minorGiven ? { ...estate, minor: undefined } : estate,
  );
  const wanted = plan.checks.some(({ check }) => check.id === 'literal-credential');
  const credentials = wanted ? await findCredentials(collected, memory?.credentials) : undefined;
  const { today, versions } = options;
  const minor = minorOf(estates, options.minor);
  const scope = { minor, today, ...(credentials && { credentials }), ...(versions && { versions }) };
  const { resources } = collected;
  const isAssessed = options.frameworks.length > 0;
  const judgement = judgementOf(collected, plan, options, onlyFiles, memory);
  const decider = createDecider();
  const all: RawFinding[] = [];
  const posture = runEstates(
    {
      resources,
      estates,
      checks: plan.checks,
      scope: { ...scope, minor: options.minor },
      aliases,
      memory: memory && runMemoryOf(memory, today),
    },
    (found) => {
      if (isAssessed) for (const one of found) all.push(one);
      judgement.add(decider.keep(found));
    },
  );
  const { inventory } = posture;
  const judged = judgement.end();
  const allGaps = [
    ...collected.gaps,
    ...(options.policyGaps ?? []),
    ...unknownKindGaps(resources, memory?.unknownKinds),
    ...foldPolicyGaps(posture.gaps),
    ...decider.gaps(),
  ];
  const gaps: readonly Gap[] = onlyFiles ? allGaps.filter((gap) => onlyFiles.has(gap.file)) : allGaps;
  const checks = plan.checks.map(({ check }) => check);
  const frameworks = assessAll(options.frameworks, () => {
    const { open, suppressed } = judged;
    const looked = createLooked({
      ran: plan.checks,
      resources,
      found: all,
      gaps,
      scope: { ...scope, inventory },
      aliases,
    });
    return { open, suppressed, severities: plan.severities, looked, minor };
  });
  const findings = options.paths ? await prioritized(judged.findings, collected, options) : judged.findings;
  const report = buildReport({
    options: { ...options, minor },
    collected,
    judged,
    findings,
    gaps,
    checks,
    frameworks: frameworks.map(frameworkResult),
    workloads: memory?.workloads,
  });
  return { report, judged, collected, plan, frameworks };
}

/** What rules said on another day is asked anew: certificates and versions come to their end. */
function runMemoryOf(memory: ScanMemory, today: string): RunMemory {
  if (memory.day !== today) memory.run = createRunMemory();
  memory.day = today;
  return memory.run;
}

/** The judgement of a run, before its findings. Raw ones are kept for frameworks, and for who asks for no report alone. */
function judgementOf(
  { resources, texts }: Collected,
  plan: Plan,
  options: ScanOptions,
  onlyFiles: ReadonlySet<string> | undefined,
  memory: ScanMemory | undefined,
): Judgement {
  return startJudgement({
    resources,
    texts,
    configExceptions: configExceptions(options.config, options.root),
    knownRules: ruleIds(options.checks),
    ranRules: new Set(plan.checks.map(({ check }) => check.id)),
    severities: plan.severities,
    baseline: readBaseline(options.baseline, memory?.baseline),
    ...(options.edits && { editsOf: textEditsOf }),
    ...(onlyFiles && { onlyFiles }),
    today: options.today,
    ...(memory && { memory: memory.judgement }),
    dropsRaw: options.frameworks.length === 0 && (options.dropsRaw === true || memory !== undefined),
  });
}

/** What builds the graph is loaded only where it is asked for. */
async function prioritized(findings: readonly Finding[], collected: Collected, options: ScanOptions) {
  const { withPaths } = await import('./path-priority.ts');
  return withPaths(findings, collected, options);
}

/** Evidence is gathered only where a framework asks for it. */
function assessAll(frameworks: readonly Framework[], evidence: () => FrameworkInput): FrameworkAssessment[] {
  if (frameworks.length === 0) return [];
  const input = evidence();
  return frameworks.map((framework) => assessFramework(framework, input));
}
