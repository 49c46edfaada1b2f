import { describe, expect, it } from 'vitest';
import { parseManifests } from '../../manifests/parse.ts';
import type { JsonObject } from '../../model/json.ts';
import { payloadSubject } from '../payloads/shape.ts';
import { compilePolicy } from '../plan.ts';
import { PolicyProblem } from '../problem.ts';
import type { Lookups, RuleResult, RuleType } from '../types.ts';
import { compileCelException } from './exception.ts';

const PODS = '{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}';

function read(text: string): JsonObject {
  return parseManifests(text).documents[0]?.value as JsonObject;
}

function policyOf(kind: string, spec: string, metadata = '{name: p}'): JsonObject {
  const matches = spec.includes('matchConstraints') ? '' : `\n  matchConstraints: {resourceRules: [${PODS}]}`;
  return read(`apiVersion: policies.kyverno.io/v1\nkind: ${kind}\nmetadata: ${metadata}\nspec:${matches}\n${spec}`);
}

function exceptionOf(name: string, spec: string): JsonObject {
  return read(`
apiVersion: policies.kyverno.io/v1
kind: PolicyException
metadata: {name: ${name}, namespace: shop}
spec:
  policyRefs: [{name: p, kind: ValidatingPolicy}]
${spec}`);
}

const POD = read('{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, spec: {hostNetwork: true}}');
const DEPLOYMENT = read(
  '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a, namespace: shop}, spec: {template: {spec: {hostNetwork: true}}}}',
);

function judge(
  policy: JsonObject,
  type: RuleType,
  object: JsonObject,
  { exceptions = [], lookups = {} }: { exceptions?: readonly JsonObject[]; lookups?: Lookups } = {},
): readonly RuleResult[] {
  const cel = exceptions.map((one) => compileCelException(one));
  const subject = { object, operation: 'CREATE', subresource: '', namespaceLabels: {} } as const;
  return compilePolicy(policy, { rules: [], cel }).evaluate(subject, type, lookups);
}

const HOST = '  validations: [{expression: "!has(object.spec.hostNetwork)", message: No host.}]';

describe('what is repeated for the controllers of pods', () => {
  const apply = '[{patchType: ApplyConfiguration, applyConfiguration: {expression: "Object{}"}}]';
  it.each<[kind: string, type: RuleType, spec: string, repeated: boolean]>([
    ['ValidatingPolicy', 'validate', HOST, true],
    ['MutatingPolicy', 'mutate', `  mutations: ${apply}`, true],
    ['DeletingPolicy', 'delete', '  schedule: "* * * * *"', false],
    ['GeneratingPolicy', 'generate', '  generate: [{expression: "true"}]', false],
  ])('%s', (kind, type, spec, repeated) => {
    const policy = policyOf(kind, spec);

    expect(judge(policy, type, POD)).toHaveLength(1);
    expect(judge(policy, type, DEPLOYMENT)).toHaveLength(repeated ? 1 : 0);
  });
});

describe('pods/*', () => {
  it('is pods and what they are asked for', () => {
    const rule = PODS.replace('[pods]', '["pods/*"]');

    expect(
      judge(policyOf('ValidatingPolicy', `  matchConstraints: {resourceRules: [${rule}]}\n${HOST}`), 'validate', POD),
    ).toHaveLength(1);
  });
});

describe('a GeneratingPolicy', () => {
  const secret = (namespace: string) =>
    `  generate: [{template: {value: '{apiVersion: v1, kind: Secret, metadata: {name: s${namespace}}}'}}]`;
  it.each([
    ['in the namespace of its policy', secret(''), { name: 's', namespace: 'shop' }],
    ['where it says the same', secret(', namespace: shop'), { name: 's', namespace: 'shop' }],
  ])('makes objects %s', (_, spec, metadata) => {
    const policy = policyOf('NamespacedGeneratingPolicy', spec, '{name: p, namespace: shop}');

    expect(judge(policy, 'generate', POD)[0]?.generated).toMatchObject([{ metadata }]);
  });

  it('makes none elsewhere', () => {
    const policy = policyOf('NamespacedGeneratingPolicy', secret(', namespace: other'), '{name: p, namespace: shop}');

    expect(judge(policy, 'generate', POD)[0]?.status).toBe('error');
  });

  it('passes where there is nothing to make', () => {
    expect(judge(policyOf('GeneratingPolicy', '  generate: [{expression: "false"}]'), 'generate', POD)[0]?.status).toBe(
      'pass',
    );
  });

  it.each(['[]', '[{}]', '[{expression: "true", template: {value: "a: b"}}]'])('refuses %s', (generate) => {
    expect(() => compilePolicy(policyOf('GeneratingPolicy', `  generate: ${generate}`))).toThrow(PolicyProblem);
  });
});

describe('compensating controls of an exception', () => {
  const controlled = (expression: string) =>
    exceptionOf('e', `  validations: [{expression: "${expression}", message: Needs a ticket.}]`);
  it.each([
    ['that hold', 'true', 'skip', 'exempt by the policy exception e'],
    ['that do not', 'has(object.metadata.labels)', 'fail', 'Needs a ticket.'],
    ['that cannot be evaluated', 'object.metadata.labels.a == 1', 'error', 'labels'],
  ])('%s', (_, expression, status, message) => {
    const [found] = judge(policyOf('ValidatingPolicy', HOST), 'validate', POD, {
      exceptions: [controlled(expression)],
    });

    expect(found).toMatchObject({ status, message: expect.stringContaining(message), exception: 'e' });
  });

  it('ask nothing of what complies', () => {
    const [found] = judge(
      policyOf('ValidatingPolicy', HOST),
      'validate',
      { ...POD, spec: {} },
      { exceptions: [controlled('false')] },
    );

    expect(found?.status).toBe('pass');
  });

  it('leave it to another exception', () => {
    const exceptions = [controlled('false'), exceptionOf('f', '  matchConditions: [{name: a, expression: "true"}]')];

    expect(judge(policyOf('ValidatingPolicy', HOST), 'validate', POD, { exceptions })[0]).toMatchObject({
      status: 'skip',
      exception: 'f',
    });
  });
});

describe('an exception whose conditions cannot be evaluated', () => {
  it('is an error', () => {
    const exceptions = [exceptionOf('e', '  matchConditions: [{name: a, expression: "object.nope == 1"}]')];

    expect(judge(policyOf('ValidatingPolicy', HOST), 'validate', POD, { exceptions })[0]?.status).toBe('error');
  });
});

describe('a MutatingPolicy of existing objects', () => {
  const label = 'Object{metadata: Object.metadata{labels: Object.metadata.labels{foo: \\"bar\\"}}}';
  const spec = (more: string) => `
  targetMatchConstraints:
    namespaceSelector: {matchLabels: {test: enabled}}
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
  mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: "${label}"}}]
  evaluation: ${more}`;
  const cluster: Readonly<Record<string, readonly JsonObject[]>> = {
    configmaps: ['shop', 'other'].map((namespace) =>
      read(`{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: ${namespace}}}`),
    ),
    namespaces: [read('{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {test: enabled}}}')],
  };
  const lookups: Lookups = { resources: (_, resource) => cluster[resource] ?? [] };
  it.each<[name: string, evaluation: string, own: boolean, targets: number | undefined]>([
    ['changes both', '{mutateExisting: {enabled: true}}', true, 1],
    ['changes targets alone', '{mutateExisting: {enabled: true}, admission: {enabled: false}}', false, 1],
    ['changes what comes alone', '{}', true, undefined],
  ])('%s', (_, evaluation, own, targets) => {
    const [found] = judge(policyOf('MutatingPolicy', spec(evaluation)), 'mutate', POD, { lookups });

    expect([found?.patched !== undefined, found?.targets?.length]).toEqual([own, targets]);
  });
});

describe('images of any JSON', () => {
  it('are judged as an ImageValidatingPolicy says', () => {
    const policy = policyOf(
      'ImageValidatingPolicy',
      `  evaluation: {mode: JSON}
  images: [{name: refs, expression: '[object.image]'}]
  validations: [{expression: 'images.refs.all(i, image(i).registry() == "ghcr.io")'}]`,
    );
    const said = ['ghcr.io/a/b:1', 'nginx'].map(
      (image) => compilePolicy(policy).evaluate(payloadSubject({ image }, 'JSON'), 'verify-images', {})[0]?.status,
    );

    expect(said).toEqual(['pass', 'fail']);
  });
});
