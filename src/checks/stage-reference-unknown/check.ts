import { defineCheck, type Violation } from '../../model/check.ts';
import { sourcesOf } from '../../dockerfile/images.ts';
import { dockerfileOf, type Stage } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'stage-reference-unknown',
  title: 'Stage reference leads elsewhere',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "A name that is no earlier stage is pulled as an image from Docker Hub: a typing error lets a stranger's image into the build.",
  remedy: 'Name an earlier stage, or write the image with its registry and version.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#copy---from',
    'https://docs.docker.com/build/building/multi-stage/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const { stages } = dockerfileOf(resource);
    const named = new Map(stages.toReversed().map((stage) => [stage.name?.toLowerCase(), stage]));
    const found: Violation[] = [];
    for (const stage of stages) {
      for (const { path, image } of stage.instructions.flatMap(sourcesOf)) {
        const problem = problemOf(image, stage, named);
        if (problem) found.push({ path, message: `${image} ${problem}` });
      }
    }
    return found;
  },
});

/** Why a reference is not to an earlier stage or a full image name. */
function problemOf(image: string, stage: Stage, named: ReadonlyMap<string | undefined, Stage>): string | undefined {
  if (image.includes('$')) return undefined;
  if (/^\d+$/.test(image)) return Number(image) < stage.index ? undefined : 'is not the number of an earlier stage';
  const target = named.get(image.toLowerCase());
  if (target === stage) return 'is this very stage';
  if (target) return target.index < stage.index ? undefined : 'is a later stage';
  return /[/:@.]/.test(image) ? undefined : `is no stage, so docker.io/library/${image} is pulled`;
}
