import type { Json, JsonObject, Path } from '../../model/json.ts';
import { jsonPatch, toPointer } from '../../kubernetes/patch/json-patch.ts';
import { asList, asObject, asString, at } from '../../std/value.ts';
import type { Body, Language } from '../cel/policy.ts';
import { commonField } from '../cel/places.ts';
import { celScope, compileNamed, valueOf, type CelScope, type Named } from '../cel/run.ts';
import { compileValidations } from '../cel/validations.ts';
import { toJson } from '../../cel/json.ts';
import { Fault } from '../../cel/values.ts';
import { imageParts, podImages, type FoundImage } from '../kyverno/images.ts';
import { result, type Result } from '../kyverno/result.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { targetOf } from '../target.ts';
import type { Lookups, Subject } from '../types.ts';
import { compileReferences, type ImageMatcher } from './references.ts';
import { SIGNATURES_UNKNOWN } from './verifier.ts';

/** The images that a policy is about, by list: `containers`, and those of `spec.images`. */
interface Images {
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Those of pods, whose places are known. */
  readonly placed: readonly FoundImage[];
}

/** The body of an ImageValidatingPolicy: its validations, with `images`, `attestors` and `attestations`. */
export const IMAGE_VALIDATING: Language = {
  type: 'verify-images',
  repeats: true,
  compile(spec, path): Body {
    const variables = compileNamed(spec['variables'], [...path, 'variables']);
    const validate = compileValidations(spec['validations'], [...path, 'validations']);
    const applies = compileReferences(spec['matchImageReferences'], [...path, 'matchImageReferences']);
    const extractors = compileNamed(spec['images'], [...path, 'images']);
    const attestors = byName(spec['attestors'], [...path, 'attestors']);
    const attestations = byName(spec['attestations'], [...path, 'attestations']);
    const configured = asObject(spec['validationConfigurations']);
    return (scope, subject, lookups) => {
      const images = imagesOf(subject, applies, extractors, scope);
      const digests = digestsOf(images.placed, configured, lookups);
      if (digests.missing) return { ...placeIn([digests.missing]), ...withoutDigest(digests.missing) };
      const more = { exceptions: scope['exceptions'], images: images.lists, attestors, attestations };
      const answer = validate(celScope(subject, lookups, variables, more));
      if (answer.status === 'error' && answer.message.includes(SIGNATURES_UNKNOWN))
        return { ...answer, gap: SIGNATURES_UNKNOWN };
      if (answer.status === 'fail') return { ...placeIn(images.placed), ...answer };
      return answer.status === 'pass' ? withDigests(answer, digests.known, subject) : answer;
    };
  },
};

/** The image, or the list that all of them are in. */
function placeIn(placed: readonly FoundImage[]): Partial<Result> {
  const path = commonField(placed.map((image) => image.path));
  return path ? { path: path.map((step) => asStep(String(step))) } : {};
}

function byName(list: Json | undefined, path: Path): Readonly<Record<string, JsonObject>> {
  const entries = asList(list).map((item, i) => {
    const entry = asObject(item);
    const name = asString(entry['name']);
    if (!name) throw new PolicyProblem('A name is missing.', [...path, i]);
    return [name, entry] as const;
  });
  return Object.fromEntries(entries);
}

function imagesOf(subject: Subject, applies: ImageMatcher, extractors: readonly Named[], scope: CelScope): Images {
  const { kind, object } = targetOf(subject);
  const textOf = ({ path }: FoundImage) => asString(at(object, ...path.map(asStep))) ?? '';
  const placed = podImages(kind, object).filter((image) => applies(textOf(image)));
  const inPods = ['containers', 'initContainers', 'ephemeralContainers'].map(
    (list) => [list, placed.filter((one) => one.list === list).map(textOf)] as const,
  );
  const extracted = extractors.map(({ name, program }) => {
    const json = toJson(valueOf(program, scope));
    if (json instanceof Fault) throw new EvaluationError(json.message);
    const texts = asList(json).filter((one) => typeof one === 'string');
    return [name, texts.filter((text) => imageParts(text) !== undefined && applies(text))] as const;
  });
  return { lists: Object.fromEntries([...inPods, ...extracted]), placed };
}

function asStep(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

/** An image whose digest is known, and the reference with it. */
interface Digested {
  readonly image: FoundImage;
  readonly reference: string;
}

/** What `mutateDigest` writes, and the first image that has no digest where `verifyDigest` asks for one; both do by default. */
function digestsOf(
  placed: readonly FoundImage[],
  { mutateDigest, verifyDigest }: JsonObject,
  lookups: Lookups,
): { readonly known: readonly Digested[]; readonly missing: FoundImage | undefined } {
  const open = placed.filter(({ parts }) => parts.digest === undefined);
  const known = mutateDigest === false ? [] : open.flatMap((image) => digested(image, lookups) ?? []);
  const missing = open.find((image) => !known.some((one) => one.image === image));
  return { known, missing: verifyDigest === false ? undefined : missing };
}

function digested(image: FoundImage, lookups: Lookups): Digested | undefined {
  const { reference, referenceWithTag } = image.parts;
  const digest = asString(at(lookups.imageData?.(reference) ?? null, 'digest'));
  return digest ? { image, reference: `${referenceWithTag}@${digest}` } : undefined;
}

function withoutDigest({ parts }: FoundImage): Result {
  return result('fail', `the image ${parts.reference} has no digest`);
}

function withDigests(answer: Result, known: readonly Digested[], subject: Subject): Result {
  if (known.length === 0) return answer;
  const operations = known.map(({ image, reference }) => ({
    op: 'replace' as const,
    path: toPointer(image.path),
    value: reference,
  }));
  return { ...answer, patched: asObject(jsonPatch(subject.object, operations)) };
}
