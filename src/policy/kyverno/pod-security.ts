import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject, show } from '../../std/value.ts';
import { compileLevel, CONTROL_NAMES, minorOf, type Level } from '../pod-security/levels.ts';
import type { PodViolation } from '../pod-security/violation.ts';
import { PolicyProblem } from '../problem.ts';
import { matchesAny } from '../wildcard.ts';
import { result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';
import { podPath } from './images.ts';
import type { Message } from './validate.ts';

/** What a rule or an exception lets through although the level forbids it. */
export type PodExclusion = (violation: PodViolation) => boolean;

const LEVELS: readonly string[] = ['privileged', 'baseline', 'restricted'];

/** `validate.podSecurity`: a level of the Pod Security Standards at a version, less what is excluded. */
export function compilePodSecurity(source: RuleSource, block: Json, path: Path, message: Message): Handler {
  const settings = asObject(block);
  const level = asString(settings['level']) ?? '';
  if (!LEVELS.includes(level))
    throw new PolicyProblem(`"${level}" is no level: ${LEVELS.join(', ')}.`, [...path, 'level']);
  const version = asString(settings['version']);
  const minor = minorOf(version);
  if (minor === undefined)
    throw new PolicyProblem(`"${show(version)}" is no version such as v1.29 or latest.`, [...path, 'version']);
  const excluded = compileExclusions(settings['exclude'], [...path, 'exclude']);
  const judge = compileLevel(level as Level, minor);
  return (evaluation) => {
    const { metadata, spec } = podOf(evaluation.target.kind, evaluation.object);
    const found = judge(metadata, spec).filter((violation) => !excluded(violation));
    const { exception } = evaluation;
    const left = found.filter((violation) => !exception?.podSecurity?.(violation));
    if (left.length === 0 && found.length > 0 && exception) {
      return result('skip', `rule is skipped due to policy exception ${exception.name}`, { exception: exception.name });
    }
    if (left.length === 0) return result('pass', `Validation rule '${source.name}' passed.`);
    const said = message(evaluation);
    const reasons = `It violates PodSecurity "${level}:${version ?? 'latest'}": ${left.map(describe).join(', ')}`;
    const text = `Validation rule '${source.name}' failed. ${said === '' ? '' : `${said} `}${reasons}`;
    return result('fail', text, { path: placeIn(evaluation.target.kind, left[0]!) });
  };
}

/** `spec.containers[0].image` of a pod, as steps from the root of the object that has it. */
function placeIn(kind: string, { place }: PodViolation): Path {
  const steps = Array.from(place.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g), ([, key, name]) => key ?? name ?? '');
  return [...podPath(kind).slice(0, -1), ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))];
}

function podOf(kind: string, object: JsonObject): { metadata: JsonObject; spec: JsonObject } {
  const path = podPath(kind);
  return { metadata: asObject(at(object, ...path.slice(0, -1), 'metadata')), spec: asObject(at(object, ...path)) };
}

function describe({ control, place, value }: PodViolation): string {
  return `(Forbidden reason: ${control}, field: ${place}${value === undefined ? ' is not set' : `, value: ${show(value)}`})`;
}

/** The `exclude` of a rule, or the `podSecurity` of an exception. */
export function compileExclusions(list: Json | undefined, path: Path): PodExclusion {
  const exclusions = asList(list).map((item, i) => compileExclusion(item, [...path, i]));
  return (violation) => exclusions.some((excluded) => excluded(violation));
}

function compileExclusion(item: Json, path: Path): PodExclusion {
  if (!isObject(item)) throw new PolicyProblem('An exclusion must be a map.', path);
  const control = asString(item['controlName']) ?? '';
  if (!CONTROL_NAMES.includes(control)) {
    throw new PolicyProblem(`"${control}" is no control: ${CONTROL_NAMES.join(', ')}.`, [...path, 'controlName']);
  }
  const images = asStrings(item['images']);
  const field = asString(item['restrictedField']) ?? '';
  const values = asStrings(item['values']);
  return (violation) => {
    if (violation.control !== control) return false;
    const hasImage = violation.image === undefined ? images.length === 0 : matchesAny(images, violation.image);
    if (!hasImage || field === '') return hasImage;
    return violation.field === field && matchesAny(values, valueText(violation));
  };
}

/** As lists of values name it: volumes by their path, what is not set as `undefined`. */
function valueText({ value }: PodViolation): string {
  if (value === undefined) return 'undefined';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
