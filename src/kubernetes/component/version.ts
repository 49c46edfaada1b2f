import type { Json } from '../../model/json.ts';

/** The minor version in an image reference or version of Kubernetes 1: 36 of `registry.k8s.io/kube-apiserver:v1.36.0`, `v1.36.0`. */
export function minorIn(version: Json | undefined): { readonly minor?: number } {
  const digits = typeof version === 'string' ? /(?:^|:)v?1\.(\d{1,3})(?:\.|$)/.exec(version)?.[1] : undefined;
  return digits === undefined ? {} : { minor: Number(digits) };
}
