import { compileJmespath, type DialectName } from '../../src/jmespath/jmespath.ts';
import type { Json } from '../../src/model/json.ts';

export const title = 'JMESPath: nanoseconds of CPU per evaluation, best of 5';

const POD: Json = {
  request: {
    operation: 'CREATE',
    object: {
      metadata: { name: 'web', labels: { app: 'web', tier: 'front' } },
      spec: {
        containers: [
          { name: 'web', image: 'ghcr.io/acme/web:1.2', securityContext: { privileged: false } },
          { name: 'log', image: 'docker.io/fluent/bit:3', securityContext: {} },
          { name: 'proxy', image: 'envoy:latest', securityContext: { privileged: true } },
        ],
      },
    },
  },
};

const EXPRESSIONS: readonly [name: string, expression: string][] = [
  ['4-step filter', "request.object.spec.containers[?name == 'proxy'].image | [0]"],
  ['path', 'request.object.metadata.labels.app'],
  ['default', "request.object.metadata.annotations.team || 'none'"],
  ['projection', 'request.object.spec.containers[].securityContext.privileged'],
  ['condition', 'request.object.spec.containers[?securityContext.privileged == `true`] | length(@) > `0`'],
  [
    'functions',
    "to_upper(request.object.metadata.name) == 'WEB' && starts_with(request.object.metadata.labels.app, 'w')",
  ],
  ['quantities', "add('1Gi', '512Mi')"],
  ['regex', "request.object.spec.containers[?regex_match('^[a-z.]+/.*:[0-9.]+$', image)].name"],
];

const ROUNDS = 5;
const MICROSECONDS = 150_000;

/** Measures generated code and closures in both dialects, and what compiling costs. */
export function run(log: (line: string) => void): void {
  log('expression         standard   kyverno  closures   compile');
  for (const [name, expression] of EXPRESSIONS) {
    const cells = [
      cell(expression, 'standard', true),
      cell(expression, 'kyverno', true),
      cell(expression, 'kyverno', false),
      best(() => compileJmespath(expression, { dialect: 'kyverno' })),
    ];
    log(name.padEnd(17) + cells.map((ns) => (ns === undefined ? '-' : ns.toFixed(0)).padStart(10)).join(''));
  }
}

/** Undefined for what the dialect does not have. */
function cell(expression: string, dialect: DialectName, generate: boolean): number | undefined {
  if (dialect === 'standard' && /add\(|regex_|to_upper/.test(expression)) return undefined;
  const query = compileJmespath(expression, { dialect, generate });
  return best(() => query.evaluate(POD));
}

let sink: unknown;

function best(step: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    let count = 0;
    while (spent(start) < MICROSECONDS) {
      for (let i = 0; i < 1000; i++) sink = step();
      count += 1000;
    }
    least = Math.min(least, (spent(start) * 1000) / count);
  }
  return sink === step ? NaN : least;
}

function spent(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
