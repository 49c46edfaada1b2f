import { describe, expect, it } from 'vitest';
import { allowed, anyResource } from './aws-iam.ts';
import { admitsEveryone } from './endpoints.ts';
import { covers, everyone } from './grants.ts';
import { supportEnded } from './releases.ts';

describe('supportEnded', () => {
  it.each([
    ['EKS', '1.32', '2026-03-23'],
    ['EKS', '1.32.9', '2026-03-23'],
    ['EKS', '1.35', undefined],
    ['EKS', '1.20', 'always'],
    ['EKS', '1.99', undefined],
    ['EKS', 'latest', undefined],
    ['EKS', '', undefined],
    ['EKS', '1.3222', undefined],
    ['GKE', '1.33.4-gke.1', '2026-08-03'],
    ['GKE', 'v1.35', undefined],
    ['AKS', '1.31', '2025-11-30'],
  ] as const)('%s %s ended %s', (provider, version, end) => {
    expect(supportEnded(provider, version, '2026-11-21')).toBe(end);
  });

  it('is still given on the last day, and longer with long-term support', () => {
    expect(supportEnded('EKS', '1.32', '2026-03-23')).toBeUndefined();
    expect(supportEnded('AKS', '1.30', '2026-01-01')).toBe('2025-07-31');
    expect(supportEnded('AKS', '1.30', '2026-01-01', true)).toBeUndefined();
  });
});

describe('covers', () => {
  it.each([
    ['iam:PassRole', 'iam:PassRole', true],
    ['iam:passrole', 'iam:PassRole', true],
    ['iam:*', 'iam:PassRole', true],
    ['*', 'iam:PassRole', true],
    ['iam:Pass*', 'iam:PassRole', true],
    ['iam:*Role', 'iam:PassRole', true],
    ['i*:P*s*e', 'iam:PassRole', true],
    ['iam:PassRole*x', 'iam:PassRole', false],
    ['iam:PassRoles', 'iam:PassRole', false],
    ['ec2:*', 'iam:PassRole', false],
    ['', 'iam:PassRole', false],
  ])('%s takes in %s: %s', (pattern, action, expected) => {
    expect(covers(pattern, action)).toBe(expected);
  });

  it('ends on patterns made to be slow', { timeout: 60_000 }, () => {
    expect(covers(`${'*a'.repeat(5000)}*b`, 'a'.repeat(10_000))).toBe(false);
  });
});

describe('allowed', () => {
  it('reads policies as text and as objects, one statement or many', () => {
    const one = { Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } };
    const many = {
      Statement: [{ Effect: 'Deny', Action: '*' }, { Effect: 'Allow', NotAction: ['iam:*'], Resource: ['*'] }, 7],
    };

    expect(allowed(JSON.stringify(one), ['policy'])).toMatchObject([{ actions: ['s3:*'], allBut: false }]);
    expect(allowed(many, ['policy'])).toMatchObject([{ actions: ['iam:*'], allBut: true, resources: ['*'] }]);
  });

  it.each([
    undefined,
    null,
    '',
    '{',
    'x'.repeat(300_000),
    7,
    [],
    { Statement: 'x' },
    { Statement: [{ $unknown: 'x' }] },
  ])('finds nothing in %j', (document) => {
    expect(allowed(document as never, [])).toEqual([]);
  });

  it('knows what stands for every resource', () => {
    const about = (resource: string) =>
      anyResource(allowed({ Statement: [{ Effect: 'Allow', Resource: resource }] }, [])[0]!);

    expect(['*', 'arn:aws:s3:::*', 'arn:aws:ec2:*:*:*'].map(about)).toEqual([true, true, true]);
    expect(['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'].map(about)).toEqual([false, false]);
  });
});

it('knows everyone', () => {
  expect([everyone('*'), everyone({ AWS: '*' }), everyone({ AWS: ['x', '*'] })]).toEqual([true, true, true]);
  expect([everyone({ AWS: 'x' }), everyone(undefined), everyone({ Service: '*' })]).toEqual([false, false, false]);
});

it('knows which networks are every address', () => {
  expect([null, ['0.0.0.0/0'], ['10.0.0.0/8', '::/0'], { enabled: false }].map(admitsEveryone)).toEqual(
    Array(4).fill(true),
  );
  expect(
    [[{ cidr_blocks: [{ cidr_block: '0.0.0.0/0' }] }], { enabled: true, cidrBlocks: [{ cidrBlock: '0.0.0.0/0' }] }].map(
      admitsEveryone,
    ),
  ).toEqual([true, true]);
  expect(
    [[], ['10.0.0.0/8'], [{}], { enabled: true }, [{ cidr_blocks: { $unknown: 'x' } }]].map(admitsEveryone),
  ).toEqual(Array(5).fill(false));
});
