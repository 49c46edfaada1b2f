import { defineCheck, type Violation } from '../../model/check.ts';
import { lessIfRendered, literalEntriesOf } from '../../kubernetes/secret-data.ts';

export default defineCheck({
  id: 'registry-login-in-git',
  title: 'Registry login is written in a manifest',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Whoever reads the repository can pull private images, and push replaced ones where the login may write.',
  remedy: "Let the nodes' or workloads' identity log in, or create the Secret from a secret manager; revoke the login.",
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  types: ['Secret'],

  covers: ['secret-in-git'],
  find(resource) {
    const found: Violation[] = [];
    for (const { path, key, value } of literalEntriesOf(resource)) {
      const login = /"(?:auth|password|identitytoken|registrytoken)"\s*:\s*"[^"${]/i.test(value);
      if (login && (/^\.docker(?:cfg|configjson)$/.test(key) || value.includes('"auths"'))) {
        found.push({ path, message: `${key} holds a registry login`, ...lessIfRendered(resource) });
      }
    }
    return found;
  },
});
