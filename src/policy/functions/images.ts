import { overloads, type Library } from '../../cel/library.ts';
import { CelObject, Fault, type Value } from '../../cel/values.ts';
import type { ImageReference } from '../../kubernetes/image.ts';
import { readReference } from './reference.ts';

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

  /** What stands behind the repository: tag, digest, or both. The tag is `latest` where neither is written. */
  get identifier(): string {
    return [this.tag, this.parts.digest ?? ''].filter((part) => part !== '').join('@');
  }

  get tag(): string {
    return this.parts.tag ?? (this.parts.digest === undefined ? 'latest' : '');
  }

  get whole(): string {
    const { registry, repository, digest } = this.parts;
    return `${registry}/${repository}${digest === undefined ? `:${this.tag}` : `@${digest}`}`;
  }
}

function read(text: string): Image | Fault {
  const parts = readReference(text);
  return parts ? new Image(parts) : new Fault(`"${text.slice(0, 100)}" is no image reference`);
}

/** The image library of Kyverno (docs, policy-types/cel-libraries). */
export const images: Library = {
  name: 'kyverno.images',
  types: [IMAGE],
  overloads: overloads({
    [`image(string): ${IMAGE}`]: read,
    [`parseImageReference(string): ${IMAGE}`]: read,
    'isImage(string): bool': (text: string) => !(read(text) instanceof Fault),
    [`<${IMAGE}>.registry(): string`]: ({ parts }: Image) => parts.registry,
    [`<${IMAGE}>.repository(): string`]: ({ parts }: Image) => parts.repository,
    [`<${IMAGE}>.identifier(): string`]: ({ identifier }: Image) => identifier,
    [`<${IMAGE}>.tag(): string`]: ({ tag }: Image) => tag,
    [`<${IMAGE}>.digest(): string`]: ({ parts }: Image) => parts.digest ?? '',
    [`<${IMAGE}>.containsDigest(): bool`]: ({ parts }: Image) => parts.digest !== undefined,
    [`string(${IMAGE}): string`]: ({ whole }: Image) => whole,
  }),
};
