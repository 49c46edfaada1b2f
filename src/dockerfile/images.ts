import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { dockerfileOf, flagOf, type Instruction, type Stage } from './dockerfile.ts';

/** An image that a Dockerfile builds on or copies from. */
export interface BuildImage {
  readonly path: Path;
  readonly stage: Stage;
  /** With the defaults of build arguments. */
  readonly image: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Images that `FROM`, `COPY --from` and `RUN --mount=from` name; other stages, `scratch` and unresolved ones left out. */
export function buildImagesOf(resource: Resource): BuildImage[] {
  const { stages } = dockerfileOf(resource);
  const names = new Set(stages.flatMap(({ name }) => (name === undefined ? [] : [name.toLowerCase()])));
  const isImage = (image: string) =>
    !/^(?:scratch|\d*)$/.test(image) && !names.has(image.toLowerCase()) && !image.includes('$');
  return stages.flatMap((stage) => {
    const base = stage.parent ? undefined : stage.resolved;
    const named = [
      ...(base === undefined ? [] : [{ path: [...stage.path, 'image'], image: base }]),
      ...stage.instructions.flatMap(sourcesOf),
    ];
    return named
      .filter(({ image }) => isImage(image))
      .map(({ path, image }) => ({ path, stage, image, ...splitImage(image) }));
  });
}

/** What `--from` and `--mount=…,from=` of an instruction name: a stage, a number or an image. */
export function sourcesOf(instruction: Instruction): { path: Path; image: string }[] {
  const from = instruction.keyword === 'COPY' ? flagOf(instruction, 'from') : undefined;
  if (from) return [{ path: from.path, image: from.value ?? '' }];
  return instruction.flags.flatMap(({ name, value, path }) => {
    const mount = name === 'mount' ? mountOptions(value)['from'] : undefined;
    return mount === undefined ? [] : [{ path, image: mount }];
  });
}

/** `type=cache,target=/root/.cache` as an object. */
export function mountOptions(value: string | undefined): Record<string, string> {
  const options: Record<string, string> = {};
  for (const part of value?.split(',') ?? []) {
    const equals = part.indexOf('=');
    if (equals > 0) options[part.slice(0, equals)] = part.slice(equals + 1);
  }
  return options;
}

function splitImage(image: string): { tag: string | undefined; digest: string | undefined } {
  const [named = '', digest] = image.split('@', 2);
  const colon = named.lastIndexOf(':');
  return { tag: colon > named.lastIndexOf('/') ? named.slice(colon + 1) : undefined, digest };
}
