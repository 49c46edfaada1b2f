import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'secret-file-copied',
  title: 'Secret file is copied into the image',
  severity: 'high',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'The file stays in a layer even when a later instruction deletes it; everyone who can pull the image reads it.',
  remedy:
    'Keep it out of the build context with .dockerignore, use RUN --mount=type=secret while building and a Kubernetes Secret at run time.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { stage, instruction } of instructionsOf(resource, 'COPY', 'ADD')) {
      for (const [i, source] of instruction.words.slice(0, -1).entries()) {
        if (!isSecretFile(source)) continue;
        const violation = {
          path: [...instruction.path, 'words', i],
          message: `${instruction.keyword} takes ${source}`,
        };
        found.push(stage.ships ? violation : { ...violation, severity: 'medium' });
      }
    }
    return found;
  },
});

const SECRET_FILES = [
  /^\.env(?:\.(?!example$|sample$|template$|dist$|test$)[\w-]+)?$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /^\.(?:npmrc|pypirc|netrc|pgpass|git-credentials|vault-token|htpasswd|dockercfg|dockerconfigjson)$/,
  /^(?:kubeconfig|.+\.kubeconfig|\.ssh|\.gnupg|\.aws)$/,
  /\.(?:key|p12|pfx|kdbx|tfstate|tfstate\.backup)$/,
  /^(?:key|privkey|private|.*[-_.]key)\.pem$/,
  /^service[-_]account.*\.json$/,
];
/** Names that mean something only in their folder. */
const SECRET_PATHS = /(?:^|\/)(?:\.aws\/credentials|\.kube\/config|\.docker\/config\.json|\.ssh\/.*|\.gnupg\/.*)$/;

function isSecretFile(source: string): boolean {
  const path = source.replace(/\/$/, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.pub') || (/^(?:known_hosts|config)$/.test(name) && path.includes('.ssh/'))) return false;
  return SECRET_PATHS.test(path) || SECRET_FILES.some((pattern) => pattern.test(name));
}
