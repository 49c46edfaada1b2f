import { strings } from '../kubernetes/workload.ts';
import type { Path } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { at } from '../std/value.ts';

/** An annotation whose text a controller pastes into its nginx configuration. */
export interface Snippet {
  readonly key: string;
  readonly text: string;
  readonly path: Path;
}

/**
 * Of the community's controller (`configuration-snippet`, `server-snippet`…; without `nginx.` before 0.9) and of F5's
 * (`location-snippets`).
 */
const SNIPPET = /^(?:(?:nginx\.)?ingress\.kubernetes\.io|nginx\.(?:org|com))\/.*snippets?$/;

export function snippetsOf(ingress: Resource): Snippet[] {
  const annotations = Object.entries(strings(at(ingress.object, 'metadata', 'annotations')));
  return annotations
    .filter(([key]) => SNIPPET.test(key))
    .map(([key, text]) => ({ key, text, path: ['metadata', 'annotations', key] }));
}
