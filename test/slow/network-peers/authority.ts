import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../../src/model/json.ts';
import { PROTOCOLS } from '../../../src/network/engine/ports.ts';
import type { Row } from './rows.ts';

/** network-config-analyzer of PyPI, where it is installed: `python3 -m venv DIR && DIR/bin/pip install network-config-analyzer==2.1.0`. */
const BINARY = process.env['NCA'] ?? join(homedir(), '.cache/castellan-tools/nca/bin/nca');
const LONGEST = 120_000;

export function isInstalled(): boolean {
  return existsSync(BINARY);
}

/** The connections that it finds among the objects; it makes up a pod for the controllers of Ingresses. */
export function askAnalyser(objects: readonly JsonObject[], folder: string): Row[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'world.yaml'), objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  const flags = ['--output_format=txt_no_fw_rules', '--output_endpoints=deployments'];
  const run = spawnSync(BINARY, ['--connectivity', '-r', folder, ...flags], { encoding: 'utf8', timeout: LONGEST });
  if (run.error) throw run.error;
  if (!run.stdout.includes('Total run time')) throw new Error(`it gave no answer: ${run.stderr.slice(-500)}`);
  return run.stdout.split('\n').flatMap((line) => readRow(line));
}

const ROW = /^(\S+) => (\S+) : (.*)$/;
const CONTROLLER = 'ingress-controller-ns/ingress-controller-livesim[Pod]';

function readRow(line: string): Row[] {
  const [, src = '', dst = '', conns = ''] = ROW.exec(line) ?? [];
  if (src === '' || dst === CONTROLLER || [src, dst].some((peer) => /^[^/]*:/.test(peer))) return [];
  return [{ src: src === CONTROLLER ? '{ingress-controller}' : src, dst, conns: words(conns) }];
}

/** `{protocols:TCP,dst_ports:80,90-99,hosts:h}` as `TCP 80,90-99`, `All but {protocols:TCP}` as `UDP;SCTP`. */
function words(text: string): string {
  const [, but, protocols, rest] = /^(All but )?\{protocols:([A-Z, ]+?)(?:,(?=[a-z])(.*))?\}$/.exec(text) ?? [];
  if (protocols === undefined) return text;
  const named = protocols.split(/, ?/);
  if (but) return PROTOCOLS.filter((one) => !named.includes(one)).join(';');
  const ports = /dst_ports:([0-9,-]+?)(?:,(?=[a-z])|$)/.exec(rest ?? '')?.[1];
  return named.map((name) => (ports === undefined ? name : `${name} ${ports}`)).join(';');
}
