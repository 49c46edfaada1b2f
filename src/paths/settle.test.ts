import { describe, expect, it } from 'vitest';
import { readManifestText } from '../sources/manifest/read.ts';
import { applyControls } from './apply.ts';
import { type Control, controlAt } from './controls.ts';
import { asBefore, settled } from './settle.ts';
import type { Path } from '../model/json.ts';

const ROLE = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
  - {apiGroups: [''], resources: [pods], verbs: [get]}
  - {apiGroups: [''], resources: [configmaps, secrets, services], verbs: [get, list, watch]}
  - {apiGroups: [''], resources: [nodes], verbs: [get]}
  - {apiGroups: [''], resources: [events], verbs: [get]}
`;
const [role] = readManifestText('role.yaml', ROLE).resources;
const change = (...path: Path): Control => controlAt(role!, path)!;
const titles = (list: readonly Control[]) => list.map(({ title }) => title);

describe('a change of an object from which items were taken', () => {
  const made = [change('rules', 0), change('rules', 1, 'resources', 0), change('rules', 2)];

  it.each<[name: string, Path, Path]>([
    ['a rule behind others that are gone', ['rules', 1], ['rules', 3]],
    ['an item of a rule that moved up', ['rules', 0, 'resources', 0], ['rules', 1, 'resources', 1]],
    ['an item of a list that is whole', ['rules', 0, 'verbs', 2], ['rules', 1, 'verbs', 2]],
  ])('is one of the object as it was: %s', (_, found, before) => {
    const [patched] = applyControls([role!], made);

    const again = asBefore(controlAt(patched!, found)!, role!, made);

    expect(again?.change).toEqual({ op: 'remove', path: before });
    expect(again?.title).toBe(change(...before).title);
  });
});

describe('changes that are told', () => {
  it('take the last items first', () => {
    expect(titles(settled([change('rules', 0), change('rules', 1, 'resources', 1), change('rules', 3)]))).toEqual([
      'take rule 4 out of ClusterRole reader',
      'take secrets out of rule 2 of ClusterRole reader',
      'take rule 1 out of ClusterRole reader',
    ]);
  });

  it('take a rule of which nothing would be left as a whole', () => {
    const all = [0, 1, 2].map((i) => change('rules', 1, 'resources', i));

    expect(titles(settled(all))).toEqual(['take rule 2 out of ClusterRole reader']);
    expect(settled(all.slice(1))).toHaveLength(2);
  });

  it('leave out items of a rule that goes as a whole', () => {
    expect(titles(settled([change('rules', 1, 'verbs', 0), change('rules', 1)]))).toEqual([
      'take rule 2 out of ClusterRole reader',
    ]);
  });
});
