import { join } from 'node:path';
import type { JsonObject } from '../model/json.ts';
import type { RuleResult } from '../policy/types.ts';
import { asObject, asString } from '../std/value.ts';
import { differenceFrom, NOT_DESCRIBED } from './compare.ts';
import { isKind, isWanted, wantedText, type Expectation, type Wanted } from './expectation.ts';
import type { Response } from './responses.ts';

/** One row of a test: what was expected of a rule on an object, and what came. */
export interface Row {
  readonly policy: string;
  readonly rule: string;
  readonly kind: string;
  readonly resource: string;
  readonly expected: string;
  readonly actual: string;
  readonly ok: boolean;
  /** No rule looked at the object: the expectation is not proved by anything. */
  readonly unevaluated: boolean;
  readonly message: string;
  readonly line: number;
}

/** The rows of an entry, from what its policy said. Files that it compares with are in `folder`. */
export function rowsFor(folder: string, expectation: Expectation, responses: readonly Response[]): Row[] {
  if (expectation.resources.length === 0) {
    const triggers = responses.filter(({ object }) => isKind(object, expectation.kind));
    return [...Map.groupBy(triggers, ({ object }) => nameOf(object))].flatMap(([name, some]) =>
      rowsOfTriggers({ folder, expectation, name }, some),
    );
  }
  return expectation.resources.flatMap((wanted) => rowsOfResource(folder, expectation, wanted, responses));
}

interface Asked {
  readonly folder: string;
  readonly expectation: Expectation;
  /** Of the object, as the test or the object has it. */
  readonly name: string;
}

function rowsOfResource(
  folder: string,
  expectation: Expectation,
  wanted: Wanted,
  responses: readonly Response[],
): Row[] {
  const asked: Asked = { folder, expectation, name: wantedText(wanted) };
  const triggers = responses.filter(({ object }) => isWanted(object, wanted) && isKind(object, expectation.kind));
  const rows = triggers.flatMap((response) => judgements(asked, response));
  if (rows.length > 0) return rows;
  const byTarget = rowsOfTargets(asked, wanted, responses);
  if (byTarget.length > 0) return byTarget;
  return triggers.length === 0
    ? [unevaluated(expectation, asked.name, 'there is no such resource')]
    : [unevaluated(expectation, asked.name)];
}

function rowsOfTriggers(asked: Asked, responses: readonly Response[]): Row[] {
  const rows = responses.flatMap((response) => judgements(asked, response));
  return rows.length > 0 ? rows : [unevaluated(asked.expectation, asked.name)];
}

function judgements(asked: Asked, response: Response): Row[] {
  return rulesFor(asked.expectation, response).map((one) => judge(asked, response, one));
}

/** A row that nothing proves: as expected, since nothing speaks against it, and told as what it is. */
export function unevaluated(expectation: Expectation, name: string, message = 'no rule of the policy matched'): Row {
  return unproved(expectation, name, 'skip', message);
}

function nameOf(object: JsonObject): string {
  const metadata = asObject(object['metadata']);
  const namespace = asString(metadata['namespace']);
  const name = asString(metadata['name']) ?? '';
  return namespace ? `${namespace}/${name}` : name;
}

/** Policies without named rules are judged as a whole. */
function rulesFor({ rule }: Expectation, { policy, results }: Response): readonly RuleResult[] {
  if (rule === '' || policy.rules.length === 0) return results;
  const names = new Set([rule, `autogen-${rule}`, `autogen-cronjob-${rule}`]);
  return results.filter((one) => names.has(one.rule));
}

/** Rows that name an object that the rule changed rather than the one that set it off. */
function rowsOfTargets(asked: Asked, wanted: Wanted, responses: readonly Response[]): Row[] {
  return responses.flatMap((response) =>
    rulesFor(asked.expectation, response).flatMap((one) =>
      (one.targets ?? [])
        .filter((target) => isWanted(target, wanted))
        .map((target) => compared(asked, response, one, target)),
    ),
  );
}

function judge(asked: Asked, response: Response, one: RuleResult): Row {
  const candidates = one.type === 'generate' ? (one.generated ?? []) : changedBy(one, response);
  const rows = candidates.map((object) => compared(asked, response, one, object));
  return (
    rows.find(({ ok }) => ok) ?? rows[0] ?? row(asked.expectation, asked.name, statusOf(response, one), one.message)
  );
}

/** The objects that a mutation changed: others, the one that set it off, or both. */
function changedBy({ targets, patched }: RuleResult, response: Response): readonly JsonObject[] {
  if (!targets) return [response.patched];
  return patched ? [response.patched, ...targets] : targets;
}

function compared({ folder, expectation, name }: Asked, response: Response, one: RuleResult, object: JsonObject): Row {
  const status = statusOf(response, one);
  if (one.judgedNothing === true && expectation.result !== status)
    return unproved(expectation, name, status, one.message);
  const files = filesFor(expectation, one).map((file) => join(folder, file));
  const difference = files.length > 0 && COMPARED.has(status) ? differenceFrom(files, object) : undefined;
  if (difference === undefined) return row(expectation, name, status, one.message);
  const isMutated = one.type === 'mutate' && one.targets === undefined;
  const isLoose =
    difference === NOT_DESCRIBED && (isMutated || response.policy.rules.length === 0) && !expectation.mustBeListed;
  return isLoose ? unproved(expectation, name, status, difference) : row(expectation, name, 'fail', difference);
}

/** An object that a mutation leaves alone is compared, too. */
const COMPARED: ReadonlySet<string> = new Set(['pass', 'skip']);

function filesFor({ patched, generated }: Expectation, { type }: RuleResult): readonly string[] {
  if (type === 'generate') return generated;
  return type === 'mutate' && patched !== undefined ? [patched] : [];
}

function statusOf({ policy }: Response, { status }: RuleResult): string {
  return status === 'fail' && policy.warns ? 'warn' : status;
}

export function errorRow(expectation: Expectation, name: string, message: string): Row {
  return row(expectation, name, 'error', message);
}

function row(expectation: Expectation, resource: string, actual: string, message: string): Row {
  return madeRow(expectation, resource, { actual, message, ok: actual === expectation.result, unevaluated: false });
}

function unproved(expectation: Expectation, resource: string, actual: string, message: string): Row {
  return madeRow(expectation, resource, { actual, message, ok: true, unevaluated: true });
}

function madeRow(
  { policy, rule, kind, result: expected, lineOf }: Expectation,
  resource: string,
  outcome: Pick<Row, 'actual' | 'message' | 'ok' | 'unevaluated'>,
): Row {
  return {
    policy,
    rule,
    kind,
    resource,
    expected,
    ...outcome,
    get line() {
      return lineOf();
    },
  };
}
