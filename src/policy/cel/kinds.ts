import type { JsonObject } from '../../model/json.ts';
import { asObject, asString, at, isObject } from '../../std/value.ts';
import { PolicyProblem } from '../problem.ts';
import type { CompiledPolicy } from '../types.ts';
import { variantsOf } from './autogen.ts';
import { compileConstraints, type Constraints } from './constraints.ts';
import type { CelException } from './exception.ts';
import { DELETING, GENERATING, MUTATING, VALIDATING } from './languages.ts';
import { compileParams } from './params.ts';
import { celPolicy, compileForm, type Form, type Language } from './policy.ts';

type Compile = (
  document: JsonObject,
  exceptions: readonly CelException[],
  others: readonly JsonObject[],
) => CompiledPolicy;

/** Kyverno's own kinds, which repeat themselves for the controllers of pods. */
function kyverno(language: Language): Compile {
  return (document, exceptions) => {
    const spec = asObject(document['spec']);
    const mode = asString(at(spec, 'evaluation', 'mode')) ?? 'Kubernetes';
    if (mode !== 'Kubernetes')
      throw new PolicyProblem(`Payloads of the mode ${mode} are not evaluated yet.`, ['spec', 'evaluation', 'mode']);
    const forms = variantsOf(spec).map((variant) => compileForm(language, variant.spec, variant.name));
    return celPolicy(document, language.type, forms, exceptions);
  };
}

/** Kubernetes' own kinds, with their bindings; without any binding the policy counts everywhere. */
function admission(language: Language): Compile {
  return (document, exceptions, others) => {
    const spec = asObject(document['spec']);
    const name = at(document, 'metadata', 'name');
    const bindings = others.filter(
      (one) => one['kind'] === `${asString(document['kind']) ?? ''}Binding` && at(one, 'spec', 'policyName') === name,
    );
    const form = compileForm(language, spec, '');
    const bound = (bindings.length > 0 ? bindings : [{}]).map((one) => bindForm(form, spec, asObject(one['spec'])));
    return celPolicy(document, language.type, bound, exceptions);
  };
}

function bindForm(form: Form, spec: JsonObject, binding: JsonObject): Form {
  const params = compileParams(spec['paramKind'], binding['paramRef'], ['spec', 'paramKind']);
  const bound = isObject(binding['matchResources'])
    ? compileConstraints(binding['matchResources'], ['spec', 'matchResources'])
    : undefined;
  return { ...form, constraints: both(form.constraints, bound), params };
}

function both(first: Constraints, second: Constraints | undefined): Constraints {
  if (!second) return first;
  return { ...first, matches: (target) => first.matches(target) && second.matches(target) };
}

/** By group and kind. */
export const CEL_POLICIES: Readonly<Record<string, Compile>> = {
  'policies.kyverno.io/ValidatingPolicy': kyverno(VALIDATING),
  'policies.kyverno.io/NamespacedValidatingPolicy': kyverno(VALIDATING),
  'policies.kyverno.io/MutatingPolicy': kyverno(MUTATING),
  'policies.kyverno.io/NamespacedMutatingPolicy': kyverno(MUTATING),
  'policies.kyverno.io/GeneratingPolicy': kyverno(GENERATING),
  'policies.kyverno.io/NamespacedGeneratingPolicy': kyverno(GENERATING),
  'policies.kyverno.io/DeletingPolicy': kyverno(DELETING),
  'policies.kyverno.io/NamespacedDeletingPolicy': kyverno(DELETING),
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': admission(VALIDATING),
  'admissionregistration.k8s.io/MutatingAdmissionPolicy': admission(MUTATING),
};
