import { type Detection, detect, keyOf, type LiveScope } from '../drift/detect.ts';
import { masked } from '../drift/mask.ts';
import { withDifferences } from '../drift/patch.ts';
import { driftReport, type DriftReport, type IntroducedElsewhere, type LiveOrigin } from '../drift/report.ts';
import { authorsOf } from '../drift/authors.ts';
import type { Introduced, ObjectDrift } from '../drift/types.ts';
import { toolOf } from '../drift/unmanaged.ts';
import { weighObject } from '../drift/weigh.ts';
import type { RawFinding } from '../model/finding.ts';
import { createInventory } from '../model/inventory.ts';
import type { Gap } from '../model/gap.ts';
import type { Ref, Resource } from '../model/resource.ts';
import { compareSeverity, type Severity } from '../model/severity.ts';
import { findCredentials } from '../posture/credentials.ts';
import { redacted, withoutForms } from '../sources/snapshot/redact.ts';
import { count } from '../std/text.ts';
import { asString, at } from '../std/value.ts';
import { collectTargets } from './collect-targets.ts';
import { introducedBy } from './drift-findings.ts';
import type { FilledIn } from './drift-server.ts';
import { filesOf } from './estate.ts';
import { planChecks } from './plan.ts';
import type { ScanOptions } from './scan.ts';

/** The cluster as it is, read from its API server or from a snapshot. */
export interface LiveState {
  readonly resources: readonly Resource[];
  /** Those that Kubernetes itself made and nobody changed. */
  readonly shipped: ReadonlySet<Resource>;
  readonly gaps: readonly Gap[];
  readonly origin: LiveOrigin;
  readonly scope: LiveScope;
  /** What the API server makes of the declared objects, where it was asked. */
  readonly filled?: FilledIn;
}

export interface DriftOptions extends ScanOptions {
  /** Whether to tell of objects that no file declares. */
  readonly unmanaged: boolean;
  /** Reads the cluster, given what is declared. */
  readonly readLive: (declared: readonly Resource[]) => Promise<LiveState>;
}

/** Compares what files declare with what is live, and asks the rules what the difference means. */
export async function drift(options: DriftOptions): Promise<DriftReport> {
  const plan = planChecks(options.checks, options.config, options);
  const collected = await collectTargets(options);
  // A snapshot among the files declares nothing.
  const declared = filesOf(collected);
  const live = await options.readLive(declared);
  const found = detect(await asRead(declared, live), live.resources, live.scope, live.filled?.objects);
  const unmanaged = options.unmanaged ? found.unmanaged.filter((resource) => !live.shipped.has(resource)) : [];
  const detection = { ...found, unmanaged };
  const introduced = await introducedBy(estates(declared, detection), plan, options);
  const objects = objectsOf(detection, introduced);
  const gaps = [...collected.gaps, ...live.gaps];
  const compared = detection.pairs.length > 0 || objects.length > 0;
  return driftReport({
    version: options.version,
    target: options.targets.join(' '),
    live: live.origin,
    failOn: options.failOn,
    declared: detection.declared,
    compared: detection.pairs.length,
    objects,
    elsewhere: elsewhereOf(detection, introduced),
    expected: detection.expected.map(({ subject, label, reason }) => ({ subject: refOf(subject), label, reason })),
    notes: [...detection.notes, ...(live.origin.snapshot ? [NO_CREDENTIALS] : []), ...refusals(live)],
    gaps: gaps.length > 0 || compared ? gaps : [nothingCompared(live)],
  });
}

/** A misspelled namespace, or one that the snapshot leaves out, is no cluster as declared. */
function nothingCompared({ origin, scope }: LiveState): Gap {
  const within = scope.onlyNamespace;
  const where = within === undefined ? '' : ` in the namespace ${within}`;
  return {
    code: 'nothing-found',
    file: origin.snapshot?.file ?? origin.context,
    message: `Nothing was compared: the files and ${origin.context} have no object in common${where}.`,
    hint: within === undefined ? 'Check the paths.' : 'Check the name of the namespace.',
  };
}

/** The declared objects as the live state would show them: without their credentials, where a snapshot shows none. */
async function asRead(declared: readonly Resource[], { origin }: LiveState): Promise<readonly Resource[]> {
  if (!origin.snapshot) return declared;
  const credentials = await findCredentials(createInventory(declared));
  return declared.map((resource) => ({
    ...resource,
    object: redacted(resource.object, credentials.get(resource) ?? []),
  }));
}

function refusals({ filled }: LiveState): string[] {
  if (!filled || filled.refused === 0) return [];
  const what = count(filled.refused, 'object');
  return [`The server refused a dry run of ${what}: compared by the defaults that Castellan knows.`];
}

const NO_CREDENTIALS =
  'A snapshot holds no credentials: where a file has one in plain text, its value was not compared.';

/** What is declared, and the same with nothing but the drift done to it. */
function estates(declared: readonly Resource[], { changed, missing, unmanaged }: Detection) {
  const gone = new Set(missing.map((one) => one.declared.origin));
  const changes = new Map(changed.map((pair) => [pair.declared.origin, pair.differences]));
  const drifted = declared.flatMap((resource): Resource[] => {
    if (gone.has(resource.origin)) return [];
    const differences = changes.get(resource.origin);
    return [differences ? { ...resource, object: withDifferences(resource.object, differences) } : resource];
  });
  return { declared, drifted: [...drifted, ...unmanaged] };
}

function objectsOf(detection: Detection, introduced: readonly RawFinding[]): ObjectDrift[] {
  const byOrigin = Map.groupBy(introduced, ({ resource }) => resource.origin);
  const findings = (resource: Resource): Introduced[] => (byOrigin.get(resource.origin) ?? []).map(toIntroduced);
  return [
    ...detection.changed.map((pair) => changedObject(pair, findings(pair.declared))),
    ...detection.missing.map(missingObject),
    ...detection.unmanaged.map((resource) => unmanagedObject(resource, findings(resource))),
  ];
}

function changedObject({ declared, differences }: Detection['changed'][number], introduces: Introduced[]): ObjectDrift {
  const shown = differences
    .map((difference) => {
      const name = difference.livePath.findLast((step) => typeof step === 'string') ?? '';
      const called = nameOf(declared, difference.declaredPath, name);
      return {
        ...difference,
        declared: masked(withoutForms(difference.declared), called),
        live: masked(withoutForms(difference.live), called),
        place: declared.origin.locate(difference.declaredPath),
      };
    })
    .sort((a, b) => compareSeverity(b.severity, a.severity));
  return {
    state: 'changed',
    subject: refOf(declared),
    severity: worst([...shown, ...introduces]),
    place: shown[0]?.place ?? declared.origin.locate([]),
    message: '',
    differences: shown,
    introduces,
    author: undefined,
  };
}

/** The name that a value goes by: of `env[2].value`, that of the variable. */
function nameOf({ object }: Resource, path: readonly (string | number)[], own: string): string {
  return own === 'value' ? (asString(at(object, ...path.slice(0, -1), 'name')) ?? own) : own;
}

function missingObject({ declared, unserved }: Detection['missing'][number]): ObjectDrift {
  const { severity, why } = weighObject(declared.type, 'missing');
  const what = unserved
    ? `the cluster serves no ${declared.kind} of ${declared.apiVersion}: its definition is not installed`
    : `the cluster has no ${declared.kind} ${declared.name}`;
  return whole('missing', declared, severity, `${what}${why ? `: ${why}` : ''}`, []);
}

function unmanagedObject(resource: Resource, introduces: Introduced[]): ObjectDrift {
  const { severity, why } = weighObject(resource.type, 'unmanaged');
  const created = asString(at(resource.object, 'metadata', 'creationTimestamp'));
  const tool = toolOf(resource);
  const words = [
    `no file declares it${why ? `: ${why}` : ''}`,
    ...(created ? [`it was made at ${created}`] : []),
    ...(tool ? [`it says that it belongs to ${tool}`] : []),
  ];
  const author = authorsOf(resource.object).last();
  return {
    ...whole('unmanaged', resource, worst([{ severity }, ...introduces]), words.join('; '), introduces),
    author,
  };
}

function whole(
  state: 'missing' | 'unmanaged',
  resource: Resource,
  severity: Severity,
  message: string,
  introduces: readonly Introduced[],
): ObjectDrift {
  const place = resource.origin.locate([]);
  return { state, subject: refOf(resource), severity, place, message, differences: [], introduces, author: undefined };
}

/** New findings about objects that are as declared: of a workload whose NetworkPolicy is gone. */
function elsewhereOf(detection: Detection, introduced: readonly RawFinding[]): IntroducedElsewhere[] {
  const drifted = new Set([
    ...detection.changed.map(({ declared }) => keyOf(declared)),
    ...detection.unmanaged.map(keyOf),
  ]);
  const origins = new Set([
    ...detection.changed.map(({ declared }) => declared.origin),
    ...detection.unmanaged.map(({ origin }) => origin),
  ]);
  return introduced
    .filter(({ resource }) => !origins.has(resource.origin) && !drifted.has(keyOf(resource)))
    .map((finding) => ({
      ...toIntroduced(finding),
      subject: refOf(finding.resource),
      place: finding.resource.origin.locate(finding.violation.path, finding.violation.prefer),
    }));
}

function toIntroduced({ check, violation }: RawFinding): Introduced {
  return { rule: check.id, severity: violation.severity ?? check.severity, message: violation.message };
}

function worst(items: readonly { readonly severity: Severity }[]): Severity {
  return items.reduce<Severity>(
    (most, { severity }) => (compareSeverity(severity, most) > 0 ? severity : most),
    'info',
  );
}

function refOf({ apiVersion, kind, namespace, name }: Ref): Ref {
  return { apiVersion, kind, namespace, name };
}
