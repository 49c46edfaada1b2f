import type { JsonObject } from '../../model/json.ts';
import { asObject, asString, equalJson } from '../../std/value.ts';

/** An object as the API server has it. */
export interface Entry {
  readonly uid: string;
  readonly version: string;
  /** What is kept of it; undefined where it only matters that it is there. */
  readonly kept: JsonObject | undefined;
}

/** What happened to one object, in what is kept of it. Without `before` it is new, without `after` it is gone. */
export interface Change {
  /** `namespace/name`, or `/name` of a cluster-wide object. */
  readonly key: string;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
}

/** What to keep of an object. */
export type Keep = (object: JsonObject) => JsonObject | undefined;

/** The objects of one kind as the API server has them, by key. */
export interface Store {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Takes one event; nothing comes of one that says nothing new, or nothing of what is kept. */
  apply(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: JsonObject): readonly Change[];
  /** Takes a whole list, page by page, and gives what must have happened in between. */
  replace(): Replacement;
}

export interface Replacement {
  page(objects: readonly JsonObject[]): void;
  done(): readonly Change[];
}

export function createStore(keep: Keep): Store {
  let entries = new Map<string, Entry>();
  return {
    get entries() {
      return entries;
    },
    apply(type, object) {
      const key = keyOf(object);
      const before = entries.get(key);
      const after = type === 'DELETED' ? undefined : toEntry(object, before, keep);
      if (after) entries.set(key, after);
      else entries.delete(key);
      return changeOf(key, before, after);
    },
    replace() {
      const next = new Map<string, Entry>();
      return {
        page(objects) {
          for (const object of objects) {
            const key = keyOf(object);
            next.set(key, toEntry(object, entries.get(key), keep));
          }
        },
        done() {
          const gone = [...entries].filter(([key]) => !next.has(key));
          const changes = [
            ...gone.flatMap(([key, before]) => changeOf(key, before, undefined)),
            ...[...next].flatMap(([key, after]) => changeOf(key, entries.get(key), after)),
          ];
          entries = next;
          return changes;
        },
      };
    },
  };
}

/** The entry of an object; what is kept stays the same object as long as it says the same (a heartbeat, a counter). */
function toEntry(object: JsonObject, before: Entry | undefined, keep: Keep): Entry {
  const metadata = asObject(object['metadata']);
  const uid = asString(metadata['uid']) ?? '';
  const version = asString(metadata['resourceVersion']) ?? '';
  if (before?.uid === uid && before.version === version) return before;
  const kept = keep(object);
  return { uid, version, kept: before && equalJson(before.kept, kept) ? before.kept : kept };
}

function changeOf(key: string, before: Entry | undefined, after: Entry | undefined): readonly Change[] {
  return before?.kept === after?.kept ? [] : [{ key, before: before?.kept, after: after?.kept }];
}

export function keyOf(object: JsonObject): string {
  const metadata = asObject(object['metadata']);
  return `${asString(metadata['namespace']) ?? ''}/${asString(metadata['name']) ?? ''}`;
}
