import type { Library } from '../library.ts';

/** `cel.bind`, a macro (cel-go, ext/bindings.go). Kubernetes does not have it. */
export const bindings: Library = { name: 'bindings', macros: ['cel'], overloads: [] };
