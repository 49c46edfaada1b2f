import type { JsonObject } from '../../model/json.ts';
import { asObject, asString, at } from '../../std/value.ts';
import { compilePayloadPolicy } from '../payloads/policy.ts';
import { IMAGE_VALIDATING } from '../images/policy.ts';
import { PolicyProblem } from '../problem.ts';
import type { CompiledPolicy } from '../types.ts';
import { mutatingAdmission, validatingAdmission } from './admission/compiled.ts';
import { variantsOf } from './autogen.ts';
import type { CelException } from './exception.ts';
import { generatingIn } from './generating.ts';
import { DELETING, MUTATING, VALIDATING } from './languages.ts';
import { celPolicy, compileForm, namespaceOfPolicy, type Language } from './policy.ts';

type Compile = (
  document: JsonObject,
  exceptions: readonly CelException[],
  others: readonly JsonObject[],
) => CompiledPolicy;

/** Kyverno's own kinds, some of which repeat themselves for the controllers of pods. */
function kyverno(known: Language | ((namespace: string) => Language)): Compile {
  return (document, exceptions) => {
    const spec = asObject(document['spec']);
    const language = typeof known === 'function' ? known(namespaceOfPolicy(document)) : known;
    const mode = asString(at(spec, 'evaluation', 'mode')) ?? 'Kubernetes';
    if (mode !== 'Kubernetes' && takesPayloads(language, mode))
      return compilePayloadPolicy(document, mode, exceptions, language);
    if (mode !== 'Kubernetes')
      throw new PolicyProblem(`Payloads of the mode ${mode} are not evaluated yet.`, ['spec', 'evaluation', 'mode']);
    const variants = language.repeats ? variantsOf(spec) : [{ spec, name: '' }];
    const forms = variants.map((variant) => compileForm(language, variant.spec, variant.name));
    return celPolicy(document, language.type, forms, exceptions);
  };
}

/** Requests are for validating policies; any JSON may also name images. */
function takesPayloads(language: Language, mode: string): boolean {
  return language === VALIDATING || (language === IMAGE_VALIDATING && mode === 'JSON');
}

/** Kubernetes' own kinds, with their bindings; without any binding the policy counts everywhere. */
function admission(compile: (document: JsonObject, others: readonly JsonObject[]) => CompiledPolicy): Compile {
  return (document, _, others) => compile(document, others);
}

/** By group and kind. */
export const CEL_POLICIES: Readonly<Record<string, Compile>> = {
  'policies.kyverno.io/ValidatingPolicy': kyverno(VALIDATING),
  'policies.kyverno.io/NamespacedValidatingPolicy': kyverno(VALIDATING),
  'policies.kyverno.io/MutatingPolicy': kyverno(MUTATING),
  'policies.kyverno.io/NamespacedMutatingPolicy': kyverno(MUTATING),
  'policies.kyverno.io/GeneratingPolicy': kyverno(generatingIn),
  'policies.kyverno.io/NamespacedGeneratingPolicy': kyverno(generatingIn),
  'policies.kyverno.io/ImageValidatingPolicy': kyverno(IMAGE_VALIDATING),
  'policies.kyverno.io/NamespacedImageValidatingPolicy': kyverno(IMAGE_VALIDATING),
  'policies.kyverno.io/DeletingPolicy': kyverno(DELETING),
  'policies.kyverno.io/NamespacedDeletingPolicy': kyverno(DELETING),
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': admission(validatingAdmission),
  'admissionregistration.k8s.io/MutatingAdmissionPolicy': admission(mutatingAdmission),
};
