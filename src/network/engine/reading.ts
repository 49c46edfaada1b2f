import { namespaceOf } from '../../kubernetes/namespaces.ts';
import type { Resource } from '../../model/resource.ts';
import type { Report } from './policy.ts';
import type { Phrases } from './read-once.ts';

/** What readers of policies are given besides the object. */
export interface Reading {
  /** What an API server refuses. */
  readonly report: Report;
  /** What the answer leaves out. */
  readonly note: Report;
  readonly others: Others;
  readonly phrases: Phrases;
}

/** The objects that policies speak of by name or label. */
export interface Others {
  ofType(type: string): readonly Resource[];
  find(type: string, namespace: string, name: string): Resource | undefined;
}

export function othersOf(resources: readonly Resource[]): Others {
  const byType = Map.groupBy(resources, ({ type }) => type);
  const names = new Map<string, Map<string, Resource>>();
  const ofType = (type: string) => byType.get(type) ?? [];
  const named = (type: string) => {
    let index = names.get(type);
    if (!index) {
      index = new Map(ofType(type).map((one) => [`${one.namespace && namespaceOf(one)}/${one.name}`, one]));
      names.set(type, index);
    }
    return index;
  };
  return {
    ofType,
    find(type, namespace, name) {
      const index = named(type);
      const own = namespace === 'default' ? index.get(`/${name}`) : undefined;
      return index.get(`${namespace}/${name}`) ?? own;
    },
  };
}
