import type { JsonObject, Path } from '../../model/json.ts';
import type { Place } from '../../model/place.ts';
import type { Origin, Prefer } from '../../model/resource.ts';
import { parseManifests, type ManifestDocument } from '../../manifests/parse.ts';
import { locate } from '../../manifests/positions.ts';
import { locateRendered } from '../../manifests/rendered.ts';
import { stringify } from '../../manifests/stringify.ts';
import type { ApiResource } from '../../kube/discovery.ts';

/** `deployments.apps`, the name that `kubectl get` takes. */
export function resourceName({ plural, group }: Pick<ApiResource, 'plural' | 'group'>): string {
  return group ? `${plural}.${group}` : plural;
}

/** A context's name as one step of a path; ARNs have slashes in them. */
export function contextFolder(context: string): string {
  return context.replaceAll(/[^\w.@:+=-]|^\.+$/g, '_') || '_';
}

/** Where an object of a cluster is shown: `<context>/<namespace>/<resource>/<name>.yaml`. */
export function clusterFile(
  context: string,
  resource: Pick<ApiResource, 'plural' | 'group'>,
  namespace: string,
  name: string,
): string {
  return `${contextFolder(context)}/${namespace || '_cluster'}/${resourceName(resource)}/${name}.yaml`;
}

/** An object as YAML, with the places of its entries. */
interface Rendered {
  readonly text: string;
  readonly document: ManifestDocument | undefined;
}

/** Findings of one object follow each other, and few objects have any: rendered text is kept for a moment only. */
const MOST_KEPT = 32;
const kept = new Map<JsonObject, Rendered>();

function render(object: JsonObject): Rendered {
  let rendered = kept.get(object);
  if (!rendered) {
    const text = stringify(object);
    rendered = { text, document: parseManifests(text).documents[0] };
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(object, rendered);
  }
  return rendered;
}

/** The object as YAML, the text that places speak of. */
export function renderedText(object: JsonObject): string {
  return render(object).text;
}

/** The origin of an object of a cluster: lines are those of its YAML, which is written when somebody asks. */
export function clusterOrigin(file: string, object: JsonObject): Origin {
  return {
    file,
    editable: false,
    live: true,
    locate(path: Path, prefer: Prefer = 'key'): Place {
      const range = locateRendered(object, path, prefer);
      if (range) return { file, ...range };
      const { text, document } = render(object);
      if (!document) return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
      const { line, column, endLine, endColumn } = locate(text, document, path, prefer);
      return { file, line, column, endLine, endColumn };
    },
  };
}
