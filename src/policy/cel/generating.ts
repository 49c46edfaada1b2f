import type { Json, JsonObject, Path } from '../../model/json.ts';
import { asList, asObject, asString, at, isObject } from '../../std/value.ts';
import { result } from '../kyverno/result.ts';
import { EvaluationError, PolicyProblem } from '../problem.ts';
import { compileCelText } from './environment.ts';
import type { Language } from './policy.ts';
import { valueOf, type CelScope } from './run.ts';
import { compileTemplate } from './template.ts';
import { Generator } from './world.ts';

/** Gives what it makes to the generator. @throws EvaluationError */
type Generation = (scope: CelScope, generator: Generator) => void;

/** A GeneratingPolicy; one of a namespace makes objects there alone (docs, policy-types/generating-policy). */
export function generatingIn(namespace: string): Language {
  return {
    type: 'generate',
    repeats: false,
    compile(spec, path) {
      const generations = asList(spec['generate']).map((item, i) =>
        compileGeneration(asObject(item), namespace, [...path, 'generate', i]),
      );
      if (generations.length === 0) throw new PolicyProblem('The policy generates nothing.', path);
      return (scope) => {
        const generator = new Generator();
        scope['generator'] = generator;
        for (const generate of generations) generate(scope, generator);
        if (generator.objects.length === 0) return result('pass', 'nothing to generate');
        return result('pass', 'resource is generated', { generated: generator.objects });
      };
    },
  };
}

/** An entry has an expression or a template. @throws PolicyProblem */
function compileGeneration(item: JsonObject, namespace: string, path: Path): Generation {
  const source = asString(item['expression']);
  if (isObject(item['template'])) {
    if (source) throw new PolicyProblem('An entry has either an expression or a template.', path);
    return compileDocuments(item['template'], namespace, [...path, 'template']);
  }
  if (!source) throw new PolicyProblem('An expression or a template is missing.', path);
  const program = compileCelText(source, [...path, 'expression']);
  return (scope) => void valueOf(program, scope);
}

function compileDocuments(template: JsonObject, namespace: string, path: Path): Generation {
  const render = compileTemplate(template, path);
  return (scope, generator) => {
    for (const document of render(scope)) generator.objects.push(placed(document, namespace));
  };
}

/** In the namespace of the policy, where it has one. */
function placed(document: Json, namespace: string): JsonObject {
  const object = asObject(document);
  if (namespace === '') return object;
  const own = asString(at(object, 'metadata', 'namespace')) ?? '';
  if (own === '') return { ...object, metadata: { ...asObject(object['metadata']), namespace } };
  if (own === namespace) return object;
  throw new EvaluationError(`a policy of the namespace "${namespace}" cannot make objects in "${own}"`);
}
