import { defineCheck, type Violation } from '../../model/check.ts';
import { dockerfileOf, type Instruction } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'secret-in-arg-or-env',
  title: 'Secret in a build argument or environment variable',
  severity: 'high',
  category: 'dockerfile',
  profile: 'recommended',
  why: "Values of ENV are in the image's configuration and values of ARG in its history: everyone who can pull the image reads them.",
  remedy:
    'Mount it for the one command that needs it with RUN --mount=type=secret, and give it to the running container from a Kubernetes Secret.',
  references: [
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/building/secrets/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const { args, stages } = dockerfileOf(resource);
    return [...args, ...stages.flatMap((stage) => stage.instructions)]
      .filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV')
      .flatMap(secretsOf);
  },
});

const SECRET =
  /(?:^|_)(?:API_?KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|ENCRYPTION_KEY|SIGNING_KEY|AUTH_TOKEN|CREDENTIALS?|PASSWORD|PASSWD|PWORD|PASSPHRASE|SECRET|TOKEN)(?:_|$)/;
/** What a name says of a secret without being one: where it lies, how long it lives. */
const ABOUT =
  /(?:^|_)PUBLIC(?:_|$)|_(?:FILE|PATH|DIR|URL|URI|ENDPOINT|HOST|NAME|LENGTH|SIZE|COUNT|LIMIT|MAX|MIN|TTL|EXPIRY|EXPIRATION|ENABLED|DISABLED|TYPE|ALGORITHM|HEADER)$/;

function secretsOf({ keyword, pairs }: Instruction): Violation[] {
  const found: Violation[] = [];
  for (const { path, name, value } of pairs) {
    const word = name.toUpperCase().replaceAll(/[-.]/g, '_');
    if (!SECRET.test(word) || ABOUT.test(word) || isHarmless(keyword, value)) continue;
    const literal = value !== undefined && !value.includes('$');
    const said = literal
      ? 'has a literal value'
      : keyword === 'ARG'
        ? 'ends up in the history of the build'
        : 'takes it from the build';
    found.push({ path, message: `${keyword} ${name} ${said}`, ...(!literal && { severity: 'medium' as const }) });
  }
  return found;
}

/** Empty values, switches and paths of files. */
function isHarmless(keyword: string, value: string | undefined): boolean {
  if (!value) return keyword === 'ENV';
  return /^(?:true|false|\/[\w./-]*)$/i.test(value);
}
