import type { Resource } from '../model/resource.ts';
import { renderedText } from '../sources/cluster/origin.ts';

/** One cluster as it was read. It is judged by itself: what runs in another, or lies in files, protects nothing here. */
export interface Estate {
  /** Name of the context. */
  readonly name: string;
  /** The namespaces that were read; all where undefined. */
  readonly namespaces?: readonly string[];
  /** Minor version that its server runs; undefined where it did not say. */
  readonly minor: number | undefined;
  readonly resources: readonly Resource[];
  /** Objects that Kubernetes itself made and nobody changed: facts, not to be judged. */
  readonly shipped: ReadonlySet<Resource>;
}

/** What of a collection lies in files: all that is in no cluster or snapshot. */
export function filesOf(collected: {
  readonly resources: readonly Resource[];
  readonly estates?: readonly Estate[];
}): readonly Resource[] {
  const { resources, estates = [] } = collected;
  if (estates.length === 0) return resources;
  const live = new Set(estates.flatMap((estate) => estate.resources));
  return resources.filter((resource) => !live.has(resource));
}

/** The text of an object of a cluster, by the file that it is shown under: written when somebody asks. */
export function liveText(estates: readonly Estate[]): (file: string) => string | undefined {
  let byFile: Map<string, Resource> | undefined;
  return (file) => {
    byFile ??= firstOfFile(estates);
    const resource = byFile.get(file);
    return resource && renderedText(resource.object);
  };
}

/** What is embedded in an object comes behind it. */
function firstOfFile(estates: readonly Estate[]): Map<string, Resource> {
  const byFile = new Map<string, Resource>();
  for (const { resources } of estates) {
    for (const resource of resources) {
      if (!byFile.has(resource.origin.file)) byFile.set(resource.origin.file, resource);
    }
  }
  return byFile;
}
