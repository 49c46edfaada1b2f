import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: 'literal-credential',
  title: 'Credential in plain text',
  severity: 'high',
  category: 'secrets',
  profile: 'recommended',
  why: 'Its form says what it opens: everyone who can read the file, the object or the image can use it, and scanners look for it.',
  remedy:
    'Revoke it, then give the new one from a Secret or a secret manager; for builds from RUN --mount=type=secret.',
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://docs.docker.com/build/building/secrets/',
  ],
  types: '*',
  covers: ['secret-in-git', 'private-key-in-git', 'registry-login-in-git'],

  find(resource, scope) {
    const credentials = scope.credentials?.get(resource) ?? [];
    return credentials.map(({ path, message }) => ({ path, prefer: 'value', message }));
  },
});
