import { relative, resolve, sep } from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import type { ExceptionSet, ScopedException } from '../judgement/exceptions.ts';
import type { Resource } from '../model/resource.ts';
import { compileGlob } from '../std/glob.ts';

/** The `exceptions` of the config, each limited to its files and resources. */
export function configExceptions({ config, file, folder, line }: LoadedConfig, root: string): ExceptionSet {
  const belowConfig = ({ origin }: Resource) => relative(folder, resolve(root, origin.file)).split(sep).join('/');
  const shown = file ? relative(root, file).split(sep).join('/') : '';
  const exceptions = (config.exceptions ?? []).map((entry, i): ScopedException => {
    const files = entry.files?.map(compileGlob);
    const resources = entry.resources?.map(compileGlob);
    const at = line(['exceptions', i]);
    return {
      rules: entry.rules,
      reason: entry.reason,
      ...(entry.until && { until: entry.until }),
      ...(entry.owner && { owner: entry.owner }),
      kind: 'config',
      place: { file: shown, line: at, column: 1, endLine: at, endColumn: 1 },
      scope: {
        holds: (resource) =>
          (files?.some((matches) => matches(belowConfig(resource))) ?? true) &&
          (resources?.some((matches) => matches(nameOf(resource))) ?? true),
      },
    };
  });
  return { exceptions, problems: [] };
}

function nameOf({ kind, namespace, name }: Resource): string {
  return [kind, namespace, name].filter(Boolean).join('/');
}
