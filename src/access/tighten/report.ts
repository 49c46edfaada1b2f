import { stringify } from '../../manifests/stringify.ts';
import type { JsonObject } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';
import type { Used } from './usage.ts';
import type { TightenResult } from './tighten.ts';

/** `RoleBinding shop/readers`; of a role also its rules: `Role shop/web: get, list pods`. */
export function bindingText(object: JsonObject): string {
  const kind = asString(object['kind']) ?? '';
  const namespace = asString(at(object, 'metadata', 'namespace'));
  const name = asString(at(object, 'metadata', 'name')) ?? '';
  const rules = asList(object['rules']).map((rule) => {
    const { verbs, resources, nonResourceURLs, apiGroups, resourceNames } = asObject(rule);
    const group = asStrings(apiGroups).filter(Boolean);
    const names = asStrings(resourceNames);
    const what = [...asStrings(resources), ...asStrings(nonResourceURLs)].join(', ');
    const of = group.length > 0 ? ` of ${group.join(', ')}` : '';
    return `${asStrings(verbs).join(', ')} ${what}${of}${names.length > 0 ? ` named ${names.join(', ')}` : ''}`;
  });
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}${rules.length > 0 ? `: ${rules.join('; ')}` : ''}`;
}

/** What to apply, and as comments what to delete after it. */
export function tightenManifests({ subjects }: TightenResult): string {
  const objects = subjects.flatMap(({ manifests }) => manifests);
  const old = [...new Set(subjects.flatMap(({ bindings }) => bindings.map(({ binding }) => binding)))];
  const deletions = old.map(({ kind, namespace, name }) => {
    const place = namespace ? ` -n ${oneLine(namespace)}` : '';
    return `#   kubectl delete ${kind.toLowerCase()}${place} ${oneLine(name)}`;
  });
  const head = ['# What was recorded in use. Apply it, then take away what it replaces:', ...deletions];
  return [`${head.join('\n')}\n`, ...objects.map((object) => stringify(object))].join('---\n');
}

/** Names come from outside: nothing of them may end the comment. */
function oneLine(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

export function tightenJson({ subjects, replayed, denied, unexplained }: TightenResult): JsonObject {
  return {
    subjects: subjects.map(({ kind, name, bindings, unused, requests, first, last, manifests }) => ({
      kind,
      name,
      requests,
      ...(first && { first, last }),
      bindings: bindings.map(({ binding }) => bindingText(binding.object)),
      unused: unused.map(({ binding }) => bindingText(binding.object)),
      manifests: [...manifests],
    })),
    replayed,
    denied: denied.map(usedJson),
    unexplained: unexplained.map(usedJson),
  };
}

function usedJson({ user, request, count, first, last }: Used): JsonObject {
  return { user: user.name, groups: [...user.groups], request: { ...request }, count, first, last };
}
