import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileBundle } from '../../src/cel/bundle.ts';
import { environmentOf } from '../../src/cel/environment.ts';
import { EXTENSIONS } from '../../src/cel/libraries.ts';
import { compileExpression, type BackendName } from '../../src/cel/program.ts';
import { DYN } from '../../src/cel/types.ts';
import { Fault } from '../../src/cel/values.ts';

export const title = 'CEL: nanoseconds of CPU for each evaluation, best of 4';

const PRIVILEGED = 'object.spec.containers.all(c, !has(c.securityContext) || c.securityContext.privileged != true)';
const SHAPES = 1000;
const ROUNDS = 4;

const environment = environmentOf({ variables: { object: DYN }, libraries: EXTENSIONS, json: ['object'] });
const expressions = JSON.parse(readFileSync(join(import.meta.dirname, 'pod-security.json'), 'utf8')) as string[];

/** Evaluates one expression and 41 of Pod Security style, on pods of one shape and of a thousand. */
export function run(log: (line: string) => void): void {
  const one = [{ object: pod(0) }];
  const many = Array.from({ length: SHAPES }, (_, i) => ({ object: pod(i) }));
  const byHand: Runs = { evaluate: (variables) => privilegedByHand(variables as { object: Pod }) };
  log(`by hand: privileged, one shape           ${nanoseconds([byHand], one, 500_000)} ns`);
  log(`by hand: privileged, ${SHAPES} shapes        ${nanoseconds([byHand], many, 500_000)} ns`);
  for (const backend of ['javascript', 'closures'] as const) {
    const compile = (source: string) => compileExpression(source, environment, backend);
    log(`${backend}: privileged, one shape        ${nanoseconds([compile(PRIVILEGED)], one, 500_000)} ns`);
    log(`${backend}: privileged, ${SHAPES} shapes     ${nanoseconds([compile(PRIVILEGED)], many, 500_000)} ns`);
    const all = expressions.map(compile);
    log(
      `${backend}: ${all.length} expressions, one shape    ${nanoseconds(all, one, backend === 'javascript' ? 50_000 : 4_000)} ns a pod`,
    );
    log(
      `${backend}: ${all.length} expressions, ${SHAPES} shapes ${nanoseconds(all, many, backend === 'javascript' ? 50_000 : 4_000)} ns a pod`,
    );
    const policies = inPolicies(expressions).map((sources) => compileBundle(sources, environment, backend));
    const rounds = backend === 'javascript' ? 50_000 : 4_000;
    log(`${backend}: the same as ${POLICIES} policies, one shape    ${nanoseconds(policies, one, rounds)} ns a pod`);
    log(
      `${backend}: the same as ${POLICIES} policies, ${SHAPES} shapes ${nanoseconds(policies, many, rounds)} ns a pod`,
    );
    log(`${backend}: compiling ${all.length} expressions     ${compileTime(backend)} ms, the first time included`);
  }
  const failed = expressions.filter(
    (source) => compileExpression(source, environment).evaluate(one[0]!) instanceof Fault,
  );
  log(`expressions that fail on the pod: ${failed.length}`);
}

const POLICIES = 16;

/** Two or three expressions each, which run together. */
function inPolicies(sources: readonly string[]): string[][] {
  const start = (i: number): number => Math.floor((i * sources.length) / POLICIES);
  return Array.from({ length: POLICIES }, (_, i) => sources.slice(start(i), start(i + 1)));
}

interface Pod {
  readonly spec: { readonly containers: readonly { readonly securityContext?: { readonly privileged?: boolean } }[] };
}

/** What one would write for the expression: the floor of the machine at this moment. */
function privilegedByHand({ object }: { object: Pod }): boolean {
  for (const { securityContext } of object.spec.containers) if (securityContext?.privileged === true) return false;
  return true;
}

/** What gives one value or several. */
interface Runs {
  evaluate(variables: { readonly object: unknown }): unknown;
}

function nanoseconds(
  programs: readonly Runs[],
  inputs: readonly { readonly object: unknown }[],
  count: number,
): number {
  let best = Infinity;
  let truths = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = process.cpuUsage();
    for (let i = 0; i < count; i++) {
      const input = inputs[i % inputs.length]!;
      for (const program of programs) if (program.evaluate(input)) truths++;
    }
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, ((user + system) * 1000) / count);
  }
  if (truths === 0) throw new Error('nothing held');
  return Math.round(best * 10) / 10;
}

function compileTime(backend: BackendName): number {
  const started = performance.now();
  for (const source of expressions) compileExpression(source, environment, backend).evaluate({ object: pod(1) });
  return Math.round((performance.now() - started) * 10) / 10;
}

/** A pod of three containers; each number adds keys of its own, so that V8 sees another shape. */
function pod(n: number): unknown {
  const extra = n === 0 ? {} : { [`x${n}`]: n };
  const container = (name: string) => ({
    ...extra,
    name,
    image: `registry.example.com/${name}:1.4.${n}`,
    ports: [{ containerPort: 8080 }],
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      ...extra,
      runAsNonRoot: true,
      allowPrivilegeEscalation: false,
      privileged: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  });
  return JSON.parse(
    JSON.stringify({
      ...extra,
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...extra,
        name: `web-${n}`,
        namespace: 'shop',
        labels: { app: 'web', team: 'play' },
        annotations: { note: 'x' },
      },
      spec: {
        ...extra,
        serviceAccountName: 'default',
        securityContext: { runAsNonRoot: true, runAsUser: 1000 },
        volumes: [{ name: 'tmp', emptyDir: {} }],
        containers: ['app', 'proxy', 'logs'].map(container),
      },
    }),
  );
}
