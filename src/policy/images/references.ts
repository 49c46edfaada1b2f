import { Fault } from '../../cel/values.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asObject, asString } from '../../std/value.ts';
import { compileCelText } from '../cel/environment.ts';
import { imageParts } from '../kyverno/images.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { matchesWildcard } from '../wildcard.ts';

/** Whether a policy is about an image. @throws EvaluationError */
export type ImageMatcher = (image: string) => boolean;

/** `matchImageReferences`: globs and expressions, any of which will do; without them every image matches. @throws PolicyProblem */
export function compileReferences(list: Json | undefined, path: Path): ImageMatcher {
  const matchers = asList(list).map((item, i) => compileOne(item, [...path, i]));
  return matchers.length === 0 ? () => true : (image) => matchers.some((matches) => matches(image));
}

function compileOne(item: Json, path: Path): ImageMatcher {
  const { glob, expression } = asObject(item);
  if (typeof glob === 'string') return (image) => namesOf(image).some((name) => matchesWildcard(glob, name));
  const source = asString(expression);
  if (!source) throw new PolicyProblem('A reference needs a glob or an expression.', path);
  // The image is `ref`, as text, or `image`, in its parts.
  const program = compileCelText(`[target].exists(image, ${source})`, [...path, 'expression']);
  return (image) => {
    const { value } = program.run({ target: { ...imageParts(image) }, ref: image });
    if (typeof value === 'boolean') return value;
    throw new EvaluationError(`the expression "${source}": ${value instanceof Fault ? value.message : 'is no bool'}`);
  };
}

/** As it is written, and whole. */
function namesOf(image: string): string[] {
  const parts = imageParts(image);
  return parts ? [image, parts.reference, parts.referenceWithTag] : [image];
}
