import type { Json, JsonObject } from '../model/json.ts';
import { asList, asNumber, asObject, asString, isObject } from '../std/value.ts';

/** A declared object as the version of the API that the live one came in writes it. Most versions differ in name alone. */
export function convert(declared: JsonObject, apiVersion: string): JsonObject {
  const from = asString(declared['apiVersion']) ?? '';
  if (from === apiVersion) return declared;
  const change = CONVERSIONS[`${from} ${asString(declared['kind'])} ${apiVersion}`];
  return { ...declared, ...change?.(declared), apiVersion };
}

type Conversion = (object: JsonObject) => JsonObject;

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  'autoscaling/v1 HorizontalPodAutoscaler autoscaling/v2': (object) => ({
    spec: metricsOfCpu(asObject(object['spec'])),
  }),
  'autoscaling/v2beta1 HorizontalPodAutoscaler autoscaling/v2': (object) => ({
    spec: metricsOfBeta(asObject(object['spec'])),
  }),
  'extensions/v1beta1 Ingress networking.k8s.io/v1': (object) => ({ spec: ingressSpec(asObject(object['spec'])) }),
  'networking.k8s.io/v1beta1 Ingress networking.k8s.io/v1': (object) => ({
    spec: ingressSpec(asObject(object['spec'])),
  }),
};

function metricsOfCpu({ targetCPUUtilizationPercentage: percent, ...spec }: JsonObject): JsonObject {
  if (asNumber(percent) === undefined) return spec;
  const target = { type: 'Utilization', averageUtilization: percent };
  return { ...spec, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] };
}

function metricsOfBeta(spec: JsonObject): JsonObject {
  const metrics = asList(spec['metrics']).map((metric): Json => {
    const resource = isObject(metric) ? metric['resource'] : undefined;
    if (!isObject(metric) || !isObject(resource)) return metric;
    const { targetAverageUtilization: percent, targetAverageValue: amount, ...rest } = resource;
    const target =
      percent === undefined
        ? { type: 'AverageValue', averageValue: amount }
        : { type: 'Utilization', averageUtilization: percent };
    return { ...metric, resource: { ...rest, target } };
  });
  return { ...spec, metrics };
}

function ingressSpec({ backend, rules, ...spec }: JsonObject): JsonObject {
  return {
    ...spec,
    ...(backend !== undefined && { defaultBackend: ingressBackend(backend) }),
    ...(rules !== undefined && { rules: asList(rules).map(ingressRule) }),
  };
}

function ingressRule(rule: Json): Json {
  if (!isObject(rule) || !isObject(rule['http'])) return rule;
  const paths = asList(rule['http']['paths']).map((path): Json =>
    isObject(path) ? { pathType: 'ImplementationSpecific', ...path, backend: ingressBackend(path['backend']) } : path,
  );
  return { ...rule, http: { ...rule['http'], paths } };
}

function ingressBackend(backend: Json | undefined): Json {
  const { serviceName, servicePort, ...rest } = asObject(backend);
  if (serviceName === undefined) return rest;
  const port = typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
  return { ...rest, service: { name: serviceName, port } };
}
