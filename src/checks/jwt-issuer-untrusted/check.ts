import { defineCheck, type Violation } from '../../model/check.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asString, asStrings, at } from '../../std/value.ts';

export default defineCheck({
  id: 'jwt-issuer-untrusted',
  title: 'API server takes tokens from an issuer that it can not trust',
  severity: 'high',
  category: 'control-plane',
  profile: 'recommended',
  why: 'Keys of an issuer that are fetched without TLS can be replaced on the way, and without an audience every token that the issuer ever made for any application logs in to the cluster.',
  remedy:
    'Use https for issuer.url and issuer.discoveryURL, and list the audience of this cluster in issuer.audiences.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration',
  ],
  types: ['AuthenticationConfiguration'],
  find(resource) {
    return asList(resource.object['jwt']).flatMap((authenticator, i) =>
      judgeIssuer(at(authenticator, 'issuer'), ['jwt', i, 'issuer']),
    );
  },
});

function judgeIssuer(issuer: Json | undefined, path: Path): Violation[] {
  const found: Violation[] = [];
  for (const key of ['url', 'discoveryURL']) {
    const url = asString(at(issuer, key));
    if (url !== undefined && /^http:/i.test(url))
      found.push({ path: [...path, key], message: `issuer.${key} is ${url}, without TLS` });
  }
  if (!asStrings(at(issuer, 'audiences')).some((audience) => audience !== '')) {
    found.push({ path: [...path, 'audiences'], message: 'issuer.audiences names no audience' });
  }
  return found;
}
