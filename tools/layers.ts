/** One room of `src/`: what it may import from npm and whether it may touch the world. */
export interface Room {
  readonly layer: number;
  readonly name: string;
  readonly holds: string;
  /** npm packages that files of the room may import. */
  readonly packages: readonly string[];
  /** node:* modules; `*` where the room may do I/O. */
  readonly node: readonly string[] | '*';
  /** Its folders are members of a family, which never import each other. */
  readonly family?: boolean;
}

/**
 * The house. A room may import rooms of lower layers, and itself (a member of a family: only its own folder and the
 * family's top files). `docs/architecture.md` prints this table.
 */
export const ROOMS: readonly Room[] = [
  room(0, 'model', 'the domain in a few pages of types: Resource, Place, Check, Finding, Gap, Fix, Report'),
  room(
    1,
    'std',
    'verbs without a domain: values, text, globs, distance, alignment, hashing',
    [],
    ['node:crypto', 'node:zlib'],
  ),
  room(
    2,
    'kubernetes',
    'how Kubernetes objects read: workloads and their containers, selectors, quantities, components, schema, patches',
    [],
  ),
  room(2, 'manifests', 'text to objects and back: YAML and JSON streams, exact positions, comment-preserving edits', [
    'yaml',
  ]),
  room(
    2,
    'dockerfile',
    'how a Dockerfile reads: stages, instructions, shell commands, the effective user, packages, ports',
  ),
  room(2, 'cel', 'the Common Expression Language: checked, compiled to JavaScript, with the libraries of Kubernetes', [
    're2js',
  ]),
  room(2, 'jmespath', 'JMESPath with the semantics and functions of Kyverno, compiled', ['re2js', 'yaml']),
  room(
    2,
    'terraform',
    'how Terraform and OpenTofu read: blocks, expressions, modules, plans, to resources with places',
    ['web-tree-sitter'],
  ),
  room(2, 'drawing', 'pictures of graphs: layered layout, SVG, a self-contained page', ['@dagrejs/dagre']),
  room(3, 'host', 'how evidence of a node reads: processes, files and their owners, certificates, versions'),
  room(3, 'cloud', 'how managed clusters read: EKS, GKE and AKS, from Terraform and from descriptions'),
  room(3, 'weaknesses', 'what scanners of images report: Trivy, Grype, CycloneDX, catalogues; CVSS vectors'),
  room(3, 'versions', 'which releases are supported and which are known to be vulnerable, with the date of the data'),
  room(3, 'access', 'RBAC: what a rule grants, who is bound to what'),
  room(3, 'network', 'which policies select which workloads, what a Service or Ingress leads to'),
  room(3, 'policy', 'policy as code: matching, languages, autogen, exceptions, mutation, generation, compiled plans'),
  { ...room(4, 'checks', 'what is wrong in one resource: a folder per rule'), family: true },
  { ...room(4, 'formats', 'how a report is written: a folder per format', ['zod']), family: true },
  room(4, 'frameworks', 'what auditors ask for, as data: controls to rules'),
  { ...room(4, 'edges', 'what an attacker can do from one place to another: a folder per kind of step'), family: true },
  room(5, 'paths', 'the attack graph: built from the edges, asked for paths, choke points, cuts and what-ifs'),
  room(5, 'posture', 'runs the checks over an inventory', [
    '@secretlint/core',
    '@secretlint/secretlint-rule-preset-recommend',
  ]),
  room(5, 'judgement', 'exceptions, baselines, folding of causes, frameworks'),
  room(5, 'drift', 'what differs between two inventories of one cluster: declared and live', ['zod']),
  room(
    6,
    'kube',
    'talks to API servers: kubeconfig, credentials, lists, watches, discovery',
    ['@kubernetes/client-node', 'undici'],
    '*',
  ),
  room(6, 'process', 'runs the helper binaries of the user', [], '*'),
  {
    ...room(
      7,
      'sources',
      'where things are read: files, charts, kustomizations, Dockerfiles, Terraform, git, clusters, snapshots, nodes',
      ['yaml', 'dockerfile-ast', 'web-tree-sitter'],
      '*',
    ),
    family: true,
  },
  room(7, 'config', 'the config file and its schema', ['yaml', 'zod'], '*'),
  room(8, 'scan', 'the main job: sources to report; fix; watch', [], '*'),
  room(8, 'policies', 'policies and their tests read from files, run, told', [], '*'),
  room(9, 'cli', 'one file per command, each loads its program when it runs', ['commander', 'diff'], '*'),
];

function room(
  layer: number,
  name: string,
  holds: string,
  packages: readonly string[] = [],
  node: Room['node'] = [],
): Room {
  return { layer, name, holds, packages, node };
}

/** Why an import breaks the house's order; undefined where it does not. Paths are below `src/`, with `/`. */
export function breach(from: string, specifier: string, resolved: string | undefined): string | undefined {
  const here = ROOMS.find((r) => r.name === from.split('/')[0]);
  if (!here) return `${from} is in no room of the table`;
  if (resolved === undefined) return packageBreach(here, specifier);
  const there = ROOMS.find((r) => r.name === resolved.split('/')[0]);
  if (!there) return `${resolved} is in no room of the table`;
  if (there === here) return here.family ? siblingBreach(from, resolved) : undefined;
  return there.layer < here.layer
    ? undefined
    : `${here.name} (layer ${here.layer}) may not import ${there.name} (layer ${there.layer})`;
}

function packageBreach(here: Room, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    if (here.node === '*' || here.node.includes(specifier)) return undefined;
    return `${here.name} is pure and may not import ${specifier}`;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return here.packages.includes(name) ? undefined : `${here.name} may not import the package ${name}`;
}

function siblingBreach(from: string, to: string): string | undefined {
  const [, member, inside] = from.split('/');
  const [, other, otherInside] = to.split('/');
  if (inside === undefined || otherInside === undefined || member === other) return undefined;
  return `members of a family never import each other: ${member} imports ${other}`;
}
