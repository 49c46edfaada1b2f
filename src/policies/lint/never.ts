import type { Json, JsonObject, Path } from '../../model/json.ts';
import { anchorOf } from '../../policy/kyverno/pattern/anchor.ts';
import { asList, asObject, asString, at, equalJson, isObject } from '../../std/value.ts';
import type { Tell } from './finding.ts';

/** Rules that nothing can break: they look like protection and are none. */
export function lintNever(document: JsonObject, tell: Tell): void {
  asList(at(document, 'spec', 'rules')).forEach((item, i) => {
    const block = asObject(asObject(item)['validate']);
    const path: Path = ['spec', 'rules', i, 'validate'];
    lintPatterns(block, path, tell);
    const deny = [...path, 'deny', 'conditions'];
    if (neverMet(at(block, 'deny', 'conditions')))
      tell('never-fails', deny, 'These conditions can never be met.', 'Compare what depends on the object.');
    if (at(block, 'podSecurity', 'level') === 'privileged')
      tell(
        'never-fails',
        [...path, 'podSecurity', 'level'],
        'The level privileged allows everything.',
        'Write baseline or restricted.',
      );
  });
  asList(at(document, 'spec', 'validations')).forEach((item, i) => {
    if (asString(asObject(item)['expression'])?.trim() !== 'true') return;
    tell(
      'never-fails',
      ['spec', 'validations', i, 'expression'],
      'This is always true.',
      'Ask for something of the object.',
    );
  });
}

function lintPatterns({ pattern, anyPattern }: JsonObject, path: Path, tell: Tell): void {
  const hint = 'Say what a field must be, outside of condition anchors.';
  if (pattern !== undefined && asksNothing(pattern))
    tell(
      'never-fails',
      [...path, 'pattern'],
      'The pattern asks for nothing: an anchor only says which objects it is about.',
      hint,
    );
  asList(anyPattern).forEach((one, i) => {
    if (asksNothing(one))
      tell(
        'never-fails',
        [...path, 'anyPattern', i],
        'This pattern asks for nothing, so that one always matches.',
        hint,
      );
  });
}

/** Nothing at all, or only anchors that decide whether the rule applies. */
function asksNothing(pattern: Json): boolean {
  if (!isObject(pattern)) return false;
  return Object.keys(pattern).every((key) => ['condition', 'global', 'add'].includes(anchorOf(key)?.kind ?? ''));
}

function neverMet(conditions: Json | undefined): boolean {
  const block = asObject(conditions);
  const all = Array.isArray(conditions) ? conditions : asList(block['all']);
  const any = asList(block['any']);
  const isFalse = (one: Json) => constant(asObject(one)) === false;
  return all.some(isFalse) || (any.length > 0 && any.every(isFalse));
}

/** What a condition without variables comes to; undefined where that takes more than a comparison. */
function constant({ key = null, operator, value = null }: JsonObject): boolean | undefined {
  if (JSON.stringify([key, value]).includes('{{')) return undefined;
  if (operator === 'Equals' || operator === 'Equal') return equalJson(key, value);
  if (operator === 'NotEquals' || operator === 'NotEqual') return !equalJson(key, value);
  return undefined;
}
