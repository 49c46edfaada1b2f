import type { ReflectMessage } from '@bufbuild/protobuf/reflect';
import { CelObject } from '../../../src/cel/values.ts';

/** A value that is a protobuf message. */
export abstract class HeldMessage extends CelObject {
  readonly typeName: string;
  readonly content: ReflectMessage;

  constructor(content: ReflectMessage) {
    super();
    this.content = content;
    this.typeName = content.desc.typeName;
  }
}
