import type { JsonObject } from '../../model/json.ts';
import { asObject, asString, at } from '../../std/value.ts';

/** What happened to one object. Without `before` it is new, without `after` it is gone. */
export interface Change {
  /** `namespace/name`, or `/name` of a cluster-wide object. */
  readonly key: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}

/** The objects of one kind as the API server has them, by key. */
export interface Store {
  readonly objects: ReadonlyMap<string, JsonObject>;
  /** Takes one event; undefined where it says nothing new. */
  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: JsonObject): Change | undefined;
  /** Takes a whole list, page by page, and gives what must have happened in between. */
  replace(): Replacement;
}

export interface Replacement {
  page(objects: readonly JsonObject[]): void;
  done(): Change[];
}

export function createStore(): Store {
  let objects = new Map<string, JsonObject>();
  return {
    get objects() {
      return objects;
    },
    apply(type, object) {
      const key = keyOf(object);
      const before = objects.get(key);
      if (type === 'DELETED') {
        objects.delete(key);
        return before && { key, before };
      }
      if (before && isSame(before, object)) return undefined;
      objects.set(key, object);
      return { key, ...(before && { before }), after: object };
    },
    replace() {
      const next = new Map<string, JsonObject>();
      return {
        page(page) {
          for (const object of page) {
            const key = keyOf(object);
            const before = objects.get(key);
            next.set(key, before && isSame(before, object) ? before : object);
          }
        },
        done() {
          const changes = difference(objects, next);
          objects = next;
          return changes;
        },
      };
    },
  };
}

function difference(old: ReadonlyMap<string, JsonObject>, next: ReadonlyMap<string, JsonObject>): Change[] {
  const changes: Change[] = [];
  for (const [key, before] of old) if (!next.has(key)) changes.push({ key, before });
  for (const [key, after] of next) {
    const before = old.get(key);
    if (before !== after) changes.push({ key, ...(before && { before }), after });
  }
  return changes;
}

export function keyOf(object: JsonObject): string {
  const metadata = asObject(object['metadata']);
  return `${asString(metadata['namespace']) ?? ''}/${asString(metadata['name']) ?? ''}`;
}

/** Whether it is the very same state of the very same object: a new object of an old name has another uid. */
function isSame(a: JsonObject, b: JsonObject): boolean {
  return (
    at(a, 'metadata', 'uid') === at(b, 'metadata', 'uid') &&
    at(a, 'metadata', 'resourceVersion') === at(b, 'metadata', 'resourceVersion')
  );
}
