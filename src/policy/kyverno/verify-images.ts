import type { JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import type { Lookups } from '../types.ts';
import { matchesAny } from '../wildcard.ts';
import type { FoundImage } from './images.ts';
import { jsonPatch, toPointer } from '../../kubernetes/patch/json-patch.ts';
import { result, type Result } from './result.ts';
import type { Handler, RuleSource } from './rule.ts';

interface Verification {
  readonly applies: (reference: string) => boolean;
  readonly isSigned: boolean;
  readonly mutateDigest: boolean;
  readonly verifyDigest: boolean;
  readonly required: boolean;
}

/**
 * `verifyImages` (docs, cluster-policy/verify-images): which images must be verified, and whether their digests are there.
 * Signatures and attestations stand in registries: where a rule asks for them, that is a gap.
 */
export function compileVerifyImages({ rule, extract }: RuleSource, _: JsonObject, path: Path): Handler {
  const entries = asList(rule['verifyImages']);
  const verifications = entries.map((entry, i) => compileOne(asObject(entry), [...path, i]));
  return ({ target, object, lookups }) => {
    let current = object;
    let verified = 0;
    for (const verification of verifications) {
      const found = extract(target.kind, current).filter(({ parts }) => verification.applies(parts.reference));
      verified += found.length;
      const outcome = verify(verification, found, current, lookups);
      if ('verdict' in outcome) return outcome.verdict;
      current = outcome.object;
    }
    if (verified === 0) return result('skip', 'no image that the rule is about', { judgedNothing: true });
    return result('pass', 'image verified', current === object ? {} : { patched: current });
  };
}

function compileOne(entry: JsonObject, path: Path): Verification {
  if (!isObject(entry)) throw new PolicyProblem('An entry of verifyImages must be a map.', path);
  const references = [...asStrings(entry['imageReferences']), asString(entry['image']) ?? ''].filter(
    (one) => one !== '',
  );
  const skipped = asStrings(entry['skipImageReferences']);
  const asks = ['attestors', 'attestations', 'key', 'roots', 'issuer', 'subject'];
  return {
    applies: (reference) => matchesAny(references, reference) && !matchesAny(skipped, reference),
    isSigned: asks.some((key) => {
      const value = entry[key];
      return Array.isArray(value) ? value.length > 0 : Boolean(value);
    }),
    mutateDigest: entry['mutateDigest'] !== false,
    verifyDigest: entry['verifyDigest'] !== false,
    required: entry['required'] !== false,
  };
}

const GAP = 'Signatures of images stand in registries, which are not asked here.';

/** The object with the digests that are known, or the verdict. */
function verify(
  { isSigned, mutateDigest, verifyDigest, required }: Verification,
  found: readonly FoundImage[],
  object: JsonObject,
  lookups: Lookups,
): { readonly verdict: Result } | { readonly object: JsonObject } {
  if (isSigned && found.length > 0) return { verdict: result('error', GAP, { gap: GAP }) };
  let current = object;
  for (const { parts, path } of found) {
    const { reference, digest } = parts;
    const known = digest ?? (mutateDigest ? digestOf(reference, lookups) : undefined);
    if (verifyDigest && known === undefined) return { verdict: result('fail', `missing digest for ${reference}`) };
    if (required) return { verdict: result('fail', `unverified image ${reference}`) };
    if (digest !== undefined || known === undefined || !mutateDigest) continue;
    const value = `${reference}@${known}`;
    current = asObject(jsonPatch(current, [{ op: 'replace', path: toPointer(path), value }]));
  }
  return { object: current };
}

function digestOf(reference: string, lookups: Lookups): string | undefined {
  return asString(at(lookups.imageData?.(reference) ?? null, 'digest')) || undefined;
}
