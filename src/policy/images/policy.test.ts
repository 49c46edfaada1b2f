import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy } from '../plan.ts';
import { PolicyProblem } from '../problem.ts';
import type { Lookups, RuleResult } from '../types.ts';

const HEAD = `
apiVersion: policies.kyverno.io/v1
kind: ImageValidatingPolicy
metadata: {name: signed}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  attestors: [{name: cosign, cosign: {key: {data: x}}}]
  attestations: [{name: sbom, referrer: {type: sbom/cyclone-dx}}]
`;
/** Without a registry no digest is known. */
const ANY_DIGEST = '  validationConfigurations: {verifyDigest: false}\n';
const SIGNED = `
  validations:
  - expression: images.containers.map(i, verifyImageSignatures(i, [attestors.cosign])).all(n, n > 0)
    message: not signed
${ANY_DIGEST}`;

function policy(spec: string): JsonObject {
  return parseManifests(HEAD + spec).documents[0]?.value as JsonObject;
}

function evaluate(spec: string, image: string, lookups: Lookups = {}): RuleResult | undefined {
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', image }] },
  };
  const subject = { object, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
  return compilePolicy(policy(spec)).evaluate(subject, 'verify-images', lookups)[0];
}

describe('an ImageValidatingPolicy', () => {
  it.each<[name: string, spec: string, image: string, lookups: Lookups, expected: string]>([
    ['an image that is signed', SIGNED, 'ghcr.io/a:1', { isSigned: () => true }, 'pass'],
    ['one that is not', SIGNED, 'ghcr.io/a:1', { isSigned: () => false }, 'fail'],
    ['one of another glob', `  matchImageReferences: [{glob: 'ghcr.io/*'}]${SIGNED}`, 'nginx', {}, 'pass'],
    [
      'one that an expression selects',
      `  matchImageReferences: [{expression: 'image.registry == "quay.io"'}]${SIGNED}`,
      'quay.io/a:1',
      { isSigned: () => true },
      'pass',
    ],
    [
      'what is attested',
      `${ANY_DIGEST}  validations: [{expression: 'images.containers.all(i, extractPayload(i, attestations.sbom).bomFormat == "CycloneDX")'}]`,
      'a',
      { attestation: () => ({ signedBy: [], payload: { bomFormat: 'CycloneDX' } }) },
      'pass',
    ],
    [
      'an attestation that is not there',
      `${ANY_DIGEST}  validations: [{expression: 'images.containers.all(i, extractPayload(i, attestations.sbom).bomFormat == "CycloneDX")'}]`,
      'a',
      { attestation: () => null },
      'error',
    ],
    [
      'a digest that is needed',
      `  validationConfigurations: {mutateDigest: false}\n  validations: [{expression: 'true'}]`,
      'a:1',
      {},
      'fail',
    ],
    ['a digest that nobody knows', "  validations: [{expression: 'true'}]", 'a:1', {}, 'fail'],
    [
      'images that an expression names',
      "  validationConfigurations: {verifyDigest: false}\n  images: [{name: refs, expression: '[object.metadata.name]'}]\n  validations: [{expression: 'images.refs == [\"a\"]'}]",
      'b',
      {},
      'pass',
    ],
  ])('%s', (_, spec, image, lookups, expected) => {
    expect(evaluate(spec, image, lookups)?.status).toBe(expected);
  });

  it('says that signatures are not looked up here', () => {
    expect(evaluate(SIGNED, 'ghcr.io/a:1')?.gap).toContain('registries');
  });

  it('writes the digest that is known', () => {
    const digest = `sha256:${'0'.repeat(64)}`;

    const found = evaluate("  validations: [{expression: 'true'}]", 'ghcr.io/a:1', { imageData: () => ({ digest }) });

    expect(JSON.stringify(found?.patched)).toContain(`ghcr.io/a:1@${digest}`);
  });

  it.each([
    ['a reference without anything', `  matchImageReferences: [{}]${SIGNED}`],
    ['an attestor without a name', `  validations: [{expression: 'true'}]\n  attestations: [{}]`],
    ['no expression', '  validations: []'],
  ])('refuses %s', (_, spec) => {
    expect(() => compilePolicy(policy(spec.replace('attestations: [{}]', 'images: [{name: a}]')))).toThrow(
      PolicyProblem,
    );
  });
});
