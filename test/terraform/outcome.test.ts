import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEntryText } from '../../src/scan/collect.ts';
import type { Part } from '../../src/scan/part.ts';

const UNKNOWN = { $unknown: '(known after apply)' };
const SENSITIVE = { $unknown: '(sensitive)' };

async function recorded(file: string): Promise<{
  text: string;
  part: Part;
  line: (resource: number, ...path: (string | number)[]) => string;
}> {
  const text = readFileSync(join(import.meta.dirname, 'recorded', file), 'utf8');
  const part = await read(file, text);
  const lines = text.split('\n');
  const line = (resource: number, ...path: (string | number)[]) =>
    lines[part.resources[resource]!.origin.locate(path).line - 1]!.trim();
  return { text, part, line };
}

function read(file: string, text: string): Promise<Part> {
  return readEntryText({ kind: 'manifest', path: file, file, named: false }, text);
}

describe('a plan', async () => {
  const { part, line } = await recorded('plan.json');

  it('is read as what there will be, with what is not known yet and without what is secret', () => {
    const [pod, cluster, ...others] = part.resources;

    expect(others).toEqual([]);
    expect(part.gaps).toEqual([]);
    expect(cluster).toMatchObject({ type: 'aws_eks_cluster', name: 'module.eks.aws_eks_cluster.this[0]' });
    expect(cluster?.object).toEqual({
      name: 'shop',
      enabled_cluster_log_types: ['audit'],
      arn: UNKNOWN,
      role_arn: UNKNOWN,
      vpc_config: [
        {
          endpoint_private_access: false,
          endpoint_public_access: true,
          public_access_cidrs: ['0.0.0.0/0'],
          cluster_security_group_id: UNKNOWN,
          subnet_ids: UNKNOWN,
        },
      ],
    });
    expect(pod).toMatchObject({ type: 'Pod', namespace: 'shop', name: 'debug' });
    expect(pod?.object['spec']).toEqual({
      hostNetwork: true,
      containers: [
        {
          name: 'main',
          image: 'busybox:1.36',
          securityContext: { privileged: true },
          env: [{ name: 'TOKEN', value: SENSITIVE }],
        },
      ],
    });
  });

  it('has places in its own lines', () => {
    expect(line(1, 'vpc_config', 0, 'endpoint_public_access')).toBe('"endpoint_public_access": true,');
    expect(line(0, 'spec', 'hostNetwork')).toBe('"host_network": true,');
    expect(line(0, 'spec', 'containers', 0, 'securityContext', 'privileged')).toContain('"privileged": true');
  });
});

describe('a state', () => {
  it('is read as `show -json` prints it', async () => {
    const { part, line } = await recorded('state.json');

    expect(part.resources.map(({ type, object }) => [type, object])).toEqual([
      [
        'google_container_cluster',
        { name: 'main', enable_legacy_abac: true, master_auth: [{ client_key: SENSITIVE }] },
      ],
    ]);
    expect(line(0, 'enable_legacy_abac')).toBe('"enable_legacy_abac": true,');
  });

  it('is read as the file itself, without what is secret', async () => {
    const { part, line } = await recorded('terraform.tfstate');

    expect(part.resources.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'data.aws_region data.aws_region.here',
      'aws_eks_cluster module.eks["a"].aws_eks_cluster.this["x"]',
    ]);
    expect(part.resources[1]?.object).toEqual({
      name: 'shop',
      token: SENSITIVE,
      vpc_config: [{ endpoint_public_access: true, secret: SENSITIVE }],
    });
    expect(line(1, 'vpc_config', 0, 'endpoint_public_access')).toContain('endpoint_public_access');
  });
});

describe('what is not read', () => {
  it.each([
    [
      '{"format_version":"2.0","terraform_version":"2.0.0"}',
      "The format version 2.0 of Terraform's JSON is not known.",
    ],
    [
      '{"version":3,"terraform_version":"0.11.0","serial":1}',
      'State files of version 3 are not read, only those of version 4.',
    ],
  ])('%s', async (text, message) => {
    const { gaps } = await read('x.json', text);

    expect(gaps.map((gap) => [gap.code, gap.message])).toEqual([['unsupported', message]]);
  });

  it('is no crash, whatever the types are', async () => {
    const odd = [
      '{"format_version":"1.0","terraform_version":1,"values":[]}',
      '{"format_version":"1.0","terraform_version":"x","values":{"root_module":{"resources":[1,{"address":"a","type":"kubernetes_pod","values":{"metadata":5,"spec":[[]]}}],"child_modules":[null]}},"resource_changes":{"a":1}}',
      '{"version":4,"terraform_version":"x","serial":1,"resources":[{"type":"a","name":"b","instances":[{"attributes":null,"sensitive_attributes":[[{}]]},5]}]}',
      '{"format_version": "1.0", "terraform_version": ',
    ];

    const parts = await Promise.all(odd.map((text) => read('x.json', text)));

    expect(parts.map(({ resources }) => resources.length)).toEqual([0, 1, 2, 0]);
  });
});
