import { describe, expect, it } from 'vitest';
import { CREDENTIAL_SEARCH } from './credential-search.ts';
import { credentialOf, settingWithCredential } from './credentials.ts';

describe('credentialOf', () => {
  it.each([
    ['POSTGRES_PASSWORD', 'hunter2'],
    ['apiToken', 'hunter2'],
    ['mysecretvalue', 'hunter2'],
    ['STORAGE_ACCESS_KEY', 'hunter2'],
    ['redis.auth-token', 'hunter2'],
    ['PIN_PASSWORD', '1234'],
    ['WEBHOOK_SECRET', 'https://hooks.example.com/services/T0/B0/x'],
    ['SMTP_PASS', 'hunter2'],
  ])('takes %s for a credential by its name', (name, value) => {
    const what = credentialOf(name, value, CREDENTIAL_SEARCH);

    expect(what).toBe(`a literal value (${value.length} characters)`);
  });

  it.each([
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5'],
    ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln'],
    ['a password in a URL', 'amqp://guest:hunter2@mq.example.com:5672/'],
    ['a private key', btoa('-----BEGIN PRIVATE KEY-----\nbm90IGEga2V5')],
    ['a bearer token', 'Bearer abcdefgh12345678'],
    ['a literal Password among its settings', 'Server=db;User Id=sa;Password=hunter2;Encrypt=true'],
    [
      'a literal AccountKey among its settings',
      'AccountName=shop;AccountKey=c2VjcmV0c2VjcmV0;EndpointSuffix=example.com',
    ],
    ['a literal password among its settings', 'jdbc:mysql://db/shop?user=web&password=hunter2'],
    ['a literal Ddb.password among its settings', '-Xmx1g -Dlog=debug -Ddb.password=hunter2'],
  ])('sees %s by its look, whatever the name', (kind, value) => {
    const what = credentialOf('SETTING', value, CREDENTIAL_SEARCH);

    expect(what).toBe(kind);
  });

  it.each([
    ['PASSWORD_FILE', 'x'],
    ['TOKEN_TTL', '3600'],
    ['SECRET_NAME', 'database'],
    ['KEYCLOAK_URL', 'https://login.example.com'],
    ['MONKEY', 'x'],
    ['BYPASS', 'x'],
    ['HIGH_PASS_LIMIT', '3'],
    ['CACHE_KEY', 'x'],
    ['PASSWORD', ''],
    ['PASSWORD', '$(DB_PASSWORD)'],
    ['PASSWORD', '${DB_PASSWORD}'],
    ['PASSWORD', '{{ .Values.password }}'],
    ['PASSWORD', '/run/secrets/password'],
    ['PASSWORD', 'vault://kv/web/password'],
    ['PASSWORD', 'ref+awssecrets://web#password'],
    ['PROXY_PASS', 'http://backend:8080/'],
    ['PASSWORD', '<your password>'],
    ['DEFAULT_TLS_SECRET', 'ingress/tls'],
    ['AUTH_TOKEN_REQUIRED', 'true'],
    ['DATABASE_URL', 'postgres://web@db/web'],
    ['DATABASE_URL', 'jdbc:mysql://db/shop?user=web&password=$(PASSWORD)'],
    ['DSN', 'host=db user=%s password=%s'],
    ['CODE', 'connect(user=user, password=password, retry=3)'],
    ['FLAGS', '--token-ttl=1h --enable-token-auth=true --client-secret-file=/run/secret --tls-secret=web/tls'],
    ['LIMITS', 'max_tokens=4096 temperature=0.7'],
    ['MAX_TOKENS', '4096'],
    ['DATABASE_URL', 'postgres://web:$(PASSWORD)@db/web'],
  ])('leaves %s: %j alone', (name, value) => {
    const what = credentialOf(name, value, CREDENTIAL_SEARCH);

    expect(what).toBeUndefined();
  });

  it('never repeats the value', () => {
    const value = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';

    const what = credentialOf('GITHUB_TOKEN', value, CREDENTIAL_SEARCH);

    expect(what).toBe('a GitHub token');
  });

  it('takes placeholders for values where told so', () => {
    const search = { ...CREDENTIAL_SEARCH, ignorePlaceholders: false };

    const what = credentialOf('PASSWORD', 'xxxx', search);

    expect(what).toBe('a literal value (4 characters)');
  });
});

describe('settingWithCredential', () => {
  it('finds a setting of a properties, YAML or JSON text', () => {
    const texts = [
      'a=1\nspring.datasource.password=hunter2',
      'db:\n  password: "hunter2"',
      '{\n  "password": "hunter2",\n}',
    ];

    const names = texts.map((text) => settingWithCredential(text, CREDENTIAL_SEARCH));

    expect(names).toEqual(['spring.datasource.password', 'password', 'password']);
  });

  it('leaves comments, references and nested values alone', () => {
    const text = '# password: hunter2\npassword: $password # from the Secret\nsecret: [status, secret]\ntoken: |\n';

    const name = settingWithCredential(text, CREDENTIAL_SEARCH);

    expect(name).toBeUndefined();
  });
});
