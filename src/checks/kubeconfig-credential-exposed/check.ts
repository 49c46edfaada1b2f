import { octal } from '../../host/file-check.ts';
import { factsOf } from '../../host/facts.ts';
import { defineCheck, type Violation } from '../../model/check.ts';

export default defineCheck({
  id: 'kubeconfig-credential-exposed',
  title: 'Kubeconfig with a credential can be read by others',
  severity: 'high',
  category: 'node',
  profile: 'recommended',
  why: 'The key, token or password stands in the file itself, so every local user who can read it acts as its owner from anywhere, until the credential ends.',
  remedy: 'Run `chmod 600` on the file, and replace the credential if others had access.',
  references: ['https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/'],
  types: ['NodeEvidence'],
  find(resource) {
    const { kubeconfigs, files } = factsOf(resource);
    const found: Violation[] = [];
    for (const { file, embedded, path } of kubeconfigs) {
      const mode = files.find((entry) => entry.file === file && entry.mode !== undefined)?.mode;
      if (embedded.length === 0 || mode === undefined || (mode & 0o044) === 0) continue;
      const what = [...new Set(embedded)].join(' and ');
      found.push({ path: [...path, 'path'], message: `${file} holds a ${what} and has mode ${octal(mode)}` });
    }
    return found;
  },
});
