import { nameOf, perContainer } from '../../kubernetes/pod-security/walk.ts';
import { WORKLOAD_TYPES, type Container } from '../../kubernetes/workload.ts';
import { defineCheck, type Violation } from '../../model/check.ts';
import { asList, asObject, asString } from '../../std/value.ts';

export default defineCheck({
  id: 'git-sync-exec',
  title: 'git-sync is told which program to run as git',
  severity: 'high',
  category: 'pod',
  profile: 'recommended',
  why: "Whoever can set the variable or change the volume that it points to gets any program run with git-sync's credentials and network.",
  remedy: 'Remove the setting and use the git of the image.',
  references: ['https://github.com/kubernetes/git-sync'],
  types: WORKLOAD_TYPES,
  parameters: { variables: ['GITSYNC_GIT', 'GIT_SYNC_GIT'], flags: ['git'] },
  find: (resource, _scope, { variables, flags }) =>
    perContainer(resource, (container) => {
      if (!asString(container.spec['image'])?.includes('git-sync')) return undefined;
      return [
        ...namedVariables(container, variables),
        ...passedFlags(container, 'command', flags),
        ...passedFlags(container, 'args', flags),
      ];
    }),
});

function namedVariables(container: Container, names: readonly string[]): Violation[] {
  return asList(container.spec['env']).flatMap((item, i) => {
    const name = asString(asObject(item)['name']);
    if (name === undefined || !names.includes(name)) return [];
    return [{ path: [...container.path, 'env', i], message: `${nameOf(container)} sets ${name}` }];
  });
}

function passedFlags(container: Container, field: 'command' | 'args', flags: readonly string[]): Violation[] {
  return asList(container.spec[field]).flatMap((word, i) => {
    const flag = typeof word === 'string' ? /^--?([\w-]+)/.exec(word)?.[1] : undefined;
    if (flag === undefined || !flags.includes(flag)) return [];
    return [{ path: [...container.path, field, i], message: `${nameOf(container)} passes --${flag}` }];
  });
}
