import { describe, expect, it } from 'vitest';
import { isSensitive, redactLine, sensitiveLines } from './redact.ts';
import { SAMPLE } from './sample.ts';

describe('redactLine', () => {
  it.each([
    ['  password: hunter2', '  password: ********'],
    ['  password:', '  password:'],
    ['- name: DB_PASSWORD', '- name: DB_PASSWORD'],
    ['    value: "hunter2" # old', '    value: ********'],
    ['ENV API_TOKEN=abc123', 'ENV API_TOKEN=********'],
    ['ENV API_TOKEN abc123', '********'],
    ['  - --token=abc', '  - --token=********'],
    ['{"kind":"Secret","data":{"p":"eA=="}}', '{"kind":********'],
    ['    c2VjcmV0dmFsdWU=', '    ********'],
    ['    c2VjcmV0dmFsdWU= # key', '    ********'],
    ['    c2VjcmV0dmFsdWU=",', '    ********'],
    ['  -----BEGIN PRIVATE KEY-----', '  ********'],
    ['  - hunter2', '  - ********'],
    ['  url: postgres://u:p@db/x', '  url: ********'],
    ['admin:$apr1$x', 'admin:********'],
    ['name: a b', 'name: ********'],
    ['  - {name: DB_PASSWORD, value: hunter2}', '  - {name: DB_PASSWORD, value: ********'],
    ['  - { name: DB_PASSWORD, value: hunter2, more: x }', '  - { name: DB_PASSWORD, value: ********'],
    ['  - {name: hunter2 is it}', '  - {name: ********'],
    ['  - {name: data, mountPath: /var/lib/data}', '  - {name: data, mountPath: /var/lib/data}'],
    ['  image: postgres:16.4@sha256:0aafd2', '  image: postgres:16.4@sha256:0aafd2'],
    ['  image: postgres # hunter2', '  image: ********'],
    ['FROM node:22 AS build', 'FROM node:22 AS build'],
    ['RUN curl -u admin:hunter2 https://x.test', '********'],
    ['', ''],
    ['---', '---'],
  ])('%j is shown as %j', (line, shown) => {
    expect(redactLine(line)).toBe(shown);
  });

  it('ends on very long lines: quadratic work would take minutes, and the test runner ends it', () => {
    const long = 'password'.repeat(200_000);

    expect(redactLine(long).length).toBeLessThanOrEqual(long.length);
    expect([...sensitiveLines([long, 'name: '.repeat(200_000), ' '.repeat(500_000)], [])]).toEqual([]);
  });
});

describe('isSensitive', () => {
  it.each([
    [
      'a role that reads Secrets',
      { category: 'access', rule: 'read-secrets-cluster-wide', kind: 'ClusterRole' },
      false,
    ],
    ['a password in a build', { category: 'dockerfile', rule: 'password-set-in-build', kind: 'Dockerfile' }, true],
    ['a rule of secrets', { category: 'secrets', rule: 'literal-credential', kind: 'Pod' }, true],
    ['any rule about a Secret', { category: 'hygiene', rule: 'default-namespace', kind: 'Secret' }, true],
  ] as const)('%s', (_, { category, rule, kind }, sensitive) => {
    const finding = { ...SAMPLE.findings[0]!, category, rule };

    expect(isSensitive({ ...finding, subject: { ...finding.subject, kind } })).toBe(sensitive);
  });
});

const lines = (text: string) => [...sensitiveLines(text.split('\n'), [])].sort((a, b) => a - b);

describe('sensitiveLines', () => {
  it('knows keys and values that name a secret, but not references to one', () => {
    expect(
      lines(
        [
          'dbPassword: x',
          'secretName: tls',
          'automountServiceAccountToken: false',
          '- name: API_TOKEN',
          '  value: abc',
          '- name: LOG_LEVEL',
          '  value: debug',
          'ENV GITHUB_TOKEN=abc',
          '  - --client-secret=abc',
        ].join('\n'),
      ),
    ).toEqual([1, 5, 8, 9]);
  });

  it.each([
    'env: [{name: DB_PASSWORD, value: hunter2}]',
    '{"name":"API_TOKEN","value":"hunter2"}',
    '{"config":{"password":"hunter2"}}',
    '    password = hunter2',
    'args: ["--access-key=hunter2"]',
    'DATABASE_URL: postgres://shop:hunter2@db/shop',
    'x: AKIAABCDEFGHIJKLMNOP',
    'x: ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
    "clientSecret: 'hunter2'",
  ])('hides %s', (line) => {
    expect(lines(line)).toEqual([1]);
    expect(redactLine(line)).not.toMatch(/hunter2|AKIA|ghp_|eyJ/);
  });

  it.each([
    'image: registry.example/secret-manager:1.2',
    'secretName: tls',
    'secretKeyRef: {name: db, key: password}',
    'tokenExpirationSeconds: 3600',
    'automountServiceAccountToken: false',
    'resources: ["secrets"]',
    'imagePullSecrets:',
    '- --tls-private-key-file=/etc/tls.key',
    'url: https://example.test/path',
  ])('leaves %s', (line) => {
    expect(lines(line)).toEqual([]);
  });

  it('knows documents that are Secrets, and private keys', () => {
    expect(lines('kind: Service\n---\nkind: Secret\ndata:\n  a: b\n---\nkind: Pod')).toEqual([2, 3, 4, 5]);
    expect(lines('x: |\n  -----BEGIN RSA PRIVATE KEY-----\n  abc\n  -----END RSA PRIVATE KEY-----\ny: 1')).toEqual([
      2, 3, 4,
    ]);
  });

  it('takes what findings point at, with all that is nested under it', () => {
    const place = { file: 'f', line: 2, column: 3, endLine: 2, endColumn: 6 };

    expect([...sensitiveLines(['a:', '  key: |', '    one', '', '    two', '  other: x'], [place])]).toEqual([
      2, 3, 4, 5,
    ]);
  });
});
