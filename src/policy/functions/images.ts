import { overloads, type Library } from '../../cel/library.ts';
import { CelObject, Fault, type Value } from '../../cel/values.ts';
import { parseImage, type ImageReference } from '../../kubernetes/image.ts';
import { asked } from './asked.ts';

const IMAGE = 'kyverno.Image';

/** An image reference in its parts. */
export class Image extends CelObject {
  readonly typeName = IMAGE;
  readonly parts: ImageReference;

  constructor(parts: ImageReference) {
    super();
    this.parts = parts;
  }

  override equals(other: Value): boolean {
    return other instanceof Image && other.whole === this.whole;
  }

  /** The digest, else the tag, which is `latest` where none is written. */
  get identifier(): string {
    return this.parts.digest ?? this.tag;
  }

  get tag(): string {
    return this.parts.tag ?? (this.parts.digest === undefined ? 'latest' : '');
  }

  get whole(): string {
    const { registry, repository, digest } = this.parts;
    return `${registry}/${repository}${digest === undefined ? ':' : '@'}${this.identifier}`;
  }
}

/** Registries that are asked under another name. */
const SERVERS: Readonly<Record<string, string>> = { 'docker.io': 'index.docker.io' };

const NORMALIZED = asked('image_normalize(@)');

/** Of the name of a repository, as registries have it. */
const SHORTEST = 2;

function read(text: string): Image | Fault {
  const normal = NORMALIZED(text);
  const parts = normal instanceof Fault ? undefined : parseImage(text);
  return parts && parts.repository.length >= SHORTEST
    ? new Image(parts)
    : new Fault(`"${text.slice(0, 100)}" is no image reference`);
}

/** The image library of Kyverno (docs, policy-types/cel-libraries). */
export const images: Library = {
  name: 'kyverno.images',
  types: [IMAGE],
  overloads: overloads({
    [`image(string): ${IMAGE}`]: read,
    [`parseImageReference(string): ${IMAGE}`]: read,
    'isImage(string): bool': (text: string) => !(read(text) instanceof Fault),
    [`<${IMAGE}>.registry(): string`]: ({ parts }: Image) => SERVERS[parts.registry] ?? parts.registry,
    [`<${IMAGE}>.repository(): string`]: ({ parts }: Image) => parts.repository,
    [`<${IMAGE}>.identifier(): string`]: ({ identifier }: Image) => identifier,
    [`<${IMAGE}>.tag(): string`]: ({ tag }: Image) => tag,
    [`<${IMAGE}>.digest(): string`]: ({ parts }: Image) => parts.digest ?? '',
    [`<${IMAGE}>.containsDigest(): bool`]: ({ parts }: Image) => parts.digest !== undefined,
    [`string(${IMAGE}): string`]: ({ whole }: Image) => whole,
  }),
};
