import { CelObject } from '../../cel/values.ts';
import type { Lookups } from '../types.ts';

/** What stands before the dot of `time.now()`: it holds what one evaluation may ask of the world. */
export class Receiver extends CelObject {
  readonly typeName: string;
  readonly lookups: Lookups;

  constructor(typeName: string, lookups: Lookups) {
    super();
    this.typeName = typeName;
    this.lookups = lookups;
  }
}

/** The variables that hold receivers, with their types. */
export const RECEIVERS: Readonly<Record<string, string>> = {
  resource: 'kyverno.resource',
  globalContext: 'kyverno.globalContext',
  image: 'kyverno.image',
  http: 'kyverno.http',
  time: 'kyverno.time',
  random: 'kyverno.random',
  envoy: 'kyverno.envoy',
  jwt: 'kyverno.jwt',
  jwks: 'kyverno.jwks',
  verifyImageSignatures: 'kyverno.verifyImage',
  verifyAttestationSignatures: 'kyverno.verifyAttestation',
  extractPayload: 'kyverno.extractPayload',
  getImageData: 'kyverno.imageData',
};
