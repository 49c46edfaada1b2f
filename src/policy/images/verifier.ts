import { toJson } from '../../cel/json.ts';
import { overloads, type Library } from '../../cel/library.ts';
import { Fault, type Value } from '../../cel/values.ts';
import { asObject, asString } from '../../std/value.ts';
import { Image } from '../functions/images.ts';
import type { Receiver } from '../functions/receiver.ts';

/** Why nothing is verified where nobody knows the signatures. */
export const SIGNATURES_UNKNOWN = 'signatures and attestations stand in registries, which are not asked here';

/** How many of the attestors have signed the image. */
function verifyImage({ lookups }: Receiver, image: Value, attestors: readonly Value[]): Value {
  return counted(attestors, (attestor) => lookups.isSigned?.(nameOf(image), attestor));
}

function verifyAttestation(
  { lookups }: Receiver,
  image: Value,
  attestation: Value,
  attestors: readonly Value[],
): Value {
  const found = lookups.attestation?.(nameOf(image), nameIn(attestation));
  if (found === undefined) return new Fault(SIGNATURES_UNKNOWN);
  return counted(attestors, (attestor) => found?.signedBy.includes(attestor) ?? false);
}

function extractPayload({ lookups }: Receiver, image: Value, attestation: Value): Value {
  const found = lookups.attestation?.(nameOf(image), nameIn(attestation));
  if (found === undefined) return new Fault(SIGNATURES_UNKNOWN);
  return found?.payload ?? new Fault(`the image has no attestation "${nameIn(attestation)}"`);
}

function imageData({ lookups }: Receiver, image: Value): Value {
  return lookups.imageData?.(nameOf(image)) ?? new Fault(`nothing is known of the image ${nameOf(image)}`);
}

function counted(attestors: readonly Value[], isSigned: (attestor: string) => boolean | undefined): Value {
  const answers = attestors.map((attestor) => isSigned(nameIn(attestor)));
  return answers.includes(undefined) ? new Fault(SIGNATURES_UNKNOWN) : answers.filter(Boolean).length;
}

function nameOf(image: Value): string {
  if (image instanceof Image) return image.whole;
  return typeof image === 'string' ? image : '';
}

/** The name of an attestor or attestation. */
function nameIn(value: Value): string {
  const json = toJson(value);
  return json instanceof Fault ? '' : (asString(asObject(json)['name']) ?? '');
}

/** What an ImageValidatingPolicy asks of images (docs, policy-types/image-validating-policy). */
export const verification: Library = {
  name: 'kyverno.verification',
  overloads: overloads({
    '<kyverno.verifyImage>.@call(dyn, list<dyn>): int': verifyImage,
    '<kyverno.verifyAttestation>.@call(dyn, dyn, list<dyn>): int': verifyAttestation,
    '<kyverno.extractPayload>.@call(dyn, dyn): dyn': extractPayload,
    '<kyverno.imageData>.@call(dyn): dyn': imageData,
  }),
};
