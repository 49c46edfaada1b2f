import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compilePolicy, policyKindOf } from '../plan.ts';
import { compileConstraint } from './constraint.ts';
import { constraint, pod, subject, TEMPLATE } from './sample.ts';

const REGO: JsonObject = {
  ...TEMPLATE,
  spec: {
    crd: { spec: { names: { kind: 'RequiredOwner' } } },
    targets: [{ target: 'admission.k8s.gatekeeper.sh', rego: 'package x' }],
  },
};

describe('constraints with templates in CEL', () => {
  it.each<[string, JsonObject, string[]]>([
    ['an owner that is allowed', { owner: 'red' }, []],
    ['another owner', { owner: 'pink' }, ['the owner pink is none of ours']],
  ])('%s', (_, labels, expected) => {
    const answer = compileConstraint(constraint(), [TEMPLATE]).review(subject(pod({ labels })), {});

    expect(answer?.violations.map(({ message }) => message)).toEqual(expected);
    expect(answer?.actions).toEqual(['Deny']);
  });

  it('looks at what is deleted as the object whatever happens to it', () => {
    const gone = subject(pod({ labels: { owner: 'pink' } }), { operation: 'DELETE' });

    expect(compileConstraint(constraint(), [TEMPLATE]).review(gone, {})?.violations).toHaveLength(1);
  });

  it('fails where an expression cannot be evaluated, unless the failure policy ignores that', () => {
    const broken = subject(pod({ labels: { other: 'x' } }));
    const lax = structuredClone(TEMPLATE) as { spec: { targets: { code: { source: JsonObject }[] }[] } };
    lax.spec.targets[0]!.code[0]!.source['failurePolicy'] = 'Ignore';

    const strict = compileConstraint(constraint(), [TEMPLATE]).review(broken, {});
    const ignored = compileConstraint(constraint(), [lax]).review(broken, {});

    expect(strict?.violations).toMatchObject([{ isError: true }]);
    expect(ignored?.violations).toEqual([]);
  });

  it.each<[string, JsonObject, string[] | undefined]>([
    ['deny by itself', {}, ['Deny']],
    ['dryrun', { enforcementAction: 'dryrun' }, ['Audit']],
    [
      'scoped, here',
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [{ action: 'warn', enforcementPoints: [{ name: 'gator.gatekeeper.sh' }] }],
      },
      ['Warn'],
    ],
    [
      'scoped, elsewhere',
      {
        enforcementAction: 'scoped',
        scopedEnforcementActions: [{ action: 'deny', enforcementPoints: [{ name: 'audit.gatekeeper.sh' }] }],
      },
      undefined,
    ],
  ])('enforcement: %s', (_, spec, expected) => {
    const review = compileConstraint(constraint(spec), [TEMPLATE]).review(subject(pod({ labels: {} })), {});

    expect(review?.actions).toEqual(expected);
  });

  it('says of a template in Rego that it is not evaluated, and of a constraint that its template is missing', () => {
    expect(() => compilePolicy(REGO)).toThrow('written in Rego alone');
    expect(() => compilePolicy(constraint(), undefined, [REGO])).toThrow('The constraint is not evaluated');
    expect(() => compilePolicy(constraint(), undefined, [])).toThrow('There is no ConstraintTemplate of the kind');
  });

  it('is part of the plan', () => {
    const policy = compilePolicy(constraint(), undefined, [TEMPLATE]);

    const results = policy.evaluate(subject(pod({ labels: { owner: 'pink' } })), 'validate', {});

    expect(policyKindOf(TEMPLATE)).toBe('templates.gatekeeper.sh/ConstraintTemplate');
    expect(results).toMatchObject([{ rule: 'ours', status: 'fail', actions: ['Deny'] }]);
  });
});
