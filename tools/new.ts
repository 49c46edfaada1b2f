import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* `npm run new check <id>` (`cloud-check` for one of Terraform), `npm run new edge <id>` and `npm run new format <id>`: the skeleton of a member of a family. */

const root = join(import.meta.dirname, '..');

const CHECK = (id: string) => `import { containersOf, WORKLOAD_TYPES } from '../../kubernetes/workload.ts';
import { defineCheck } from '../../model/check.ts';

export default defineCheck({
  id: '${id}',
  title: 'Say in a few words what is wrong',
  severity: 'medium',
  category: 'pod',
  profile: 'all',
  why: 'Say in a sentence or two what an attacker gains or what breaks.',
  remedy: 'Say what to do.',
  references: ['https://kubernetes.io/docs/concepts/security/'],
  types: WORKLOAD_TYPES,
  find(resource) {
    const open = containersOf(resource).filter(({ spec }) => spec['tty'] === true);
    return open.map(({ name, path }) => ({
      path: [...path, 'tty'],
      message: \`container "\${name}" keeps a terminal open\`,
    }));
  },
});
`;

const POD = (line: string) => `apiVersion: v1
kind: Pod
metadata:
  name: example
spec:
  containers:
    - name: app
      image: registry.example.com/app:1.0.0
${line}`;

const CLOUD_CHECK = (id: string) => `import { defineCheck } from '../../model/check.ts';
import { asList, at } from '../../std/value.ts';

export default defineCheck({
  id: '${id}',
  title: 'Say in a few words what is wrong',
  severity: 'medium',
  category: 'cloud',
  profile: 'all',
  why: 'Say in a sentence or two what an attacker gains or what breaks.',
  remedy: 'Say what to do.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html'],
  types: ['aws_eks_cluster'],
  find({ object }) {
    return asList(object['vpc_config']).flatMap((entry, i) => {
      if (at(entry, 'endpoint_public_access') !== true) return [];
      const path = ['vpc_config', i, 'endpoint_public_access'];
      return [{ path, message: 'the endpoint is open to the internet' }];
    });
  },
});
`;

const CLUSTER = (value: string) => `resource "aws_eks_cluster" "example" {
  name = "example"
  vpc_config {
    endpoint_public_access = ${value}
  }
}
`;

const FORMAT = (id: string) => `import type { Format } from '../../model/format.ts';

const format: Format = {
  id: '${id}',
  title: 'Say what reads it',
  extension: 'txt',
  wantsFixes: false,
  render: (report) => report.findings.map((finding) => \`\${finding.rule}\\n\`).join(''),
};

export default format;
`;

const EDGE = (id: string) => `import { defineEdge } from '../edge.ts';

export default defineEdge({
  id: '${id}',
  title: 'a verb phrase between two names',
  from: ['container'],
  to: ['node'],
  technique: 'T1611',
  ease: 'easy',
  why: 'Say in a sentence or two what the attacker does and gains.',
  remedy: 'Say what takes the step away.',
  references: ['https://kubernetes.io/docs/concepts/security/'],
  find({ places }, out) {
    for (const container of places.containers) {
      const { pod, view } = container;
      if (view.spec['tty'] !== true) continue;
      const path = [...view.path, 'tty'];
      out.edge(container, pod.node, { resource: pod.resource, path, note: \`container \${view.name} keeps a terminal open\` });
    }
  },
});
`;

const FAMILIES: Readonly<Record<string, { folder: string; files: (id: string) => Record<string, string> }>> = {
  check: {
    folder: 'checks',
    files: (id) => ({
      'check.ts': CHECK(id),
      'bad.yaml': POD(`      tty: true # expect: ${id}\n`),
      'good.yaml': POD(''),
    }),
  },
  'cloud-check': {
    folder: 'checks',
    files: (id) => ({
      'check.ts': CLOUD_CHECK(id),
      'bad.tf': CLUSTER(`true # expect: ${id}`),
      'good.tf': CLUSTER('false'),
    }),
  },
  edge: {
    folder: 'edges',
    files: (id) => ({
      'edge.ts': EDGE(id),
      'cluster.yaml': `${POD('      tty: true\n')}---\n${POD('').replace('name: example', 'name: near-miss')}`,
      'edges.txt': 'container/default/example/app -> node/*\n',
    }),
  },
  format: { folder: 'formats', files: (id) => ({ 'format.ts': FORMAT(id) }) },
};

function main([family = '', id = '']: readonly string[]): number {
  const member = FAMILIES[family];
  if (!member || !/^[a-z][a-z0-9-]*$/.test(id)) {
    process.stderr.write(`usage: npm run new ${Object.keys(FAMILIES).join('|')} <plain-words-that-name-it>\n`);
    return 2;
  }
  const folder = join(root, 'src', member.folder, id);
  if (existsSync(folder)) {
    process.stderr.write(`${family} ${id} is already there\n`);
    return 2;
  }
  mkdirSync(folder);
  for (const [name, text] of Object.entries(member.files(id))) {
    writeFileSync(join(folder, name), text);
    process.stdout.write(`wrote src/${member.folder}/${id}/${name}\n`);
  }
  process.stdout.write(
    'Next: fill it in, `npm run generate`, `npx vitest run src/' + member.folder + ' -t ' + id + '`\n',
  );
  return 0;
}

process.exitCode = main(process.argv.slice(2));
