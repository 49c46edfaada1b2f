import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asObject, asString } from '../../../src/std/value.ts';

/** Policies and the objects that both engines judge with them. Names of policies are unique, those of objects by kind. */
export interface World {
  readonly policies: readonly JsonObject[];
  readonly resources: readonly JsonObject[];
  readonly exceptions?: readonly JsonObject[];
  /** Objects that exist beside, for mutations of existing ones. */
  readonly targets?: readonly JsonObject[];
  /** `cli.kyverno.io` Values and UserInfo. */
  readonly values?: JsonObject;
  readonly user?: JsonObject;
  /** Parameters of admission policies. */
  readonly params?: readonly JsonObject[];
  /** Objects and images that CEL policies ask for: `cli.kyverno.io` Context. */
  readonly context?: JsonObject;
}

/** What was said of one object by one rule. */
export interface Verdict {
  readonly result: string;
  readonly message: string;
}

/** What an engine made of a world. */
export interface Outcome {
  /** By `policy / rule / Kind namespace/name`. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Objects as they are after the mutations of a policy, and those that it generates: by `policy / Kind namespace/name`. */
  readonly objects: ReadonlyMap<string, JsonObject>;
  /** Policies that cannot be used, and why. */
  readonly refused: ReadonlyMap<string, string>;
}

export interface Files {
  readonly folder: string;
  readonly policies: string;
  readonly resources: string;
}

/** Writes the world as files, one for each sort of document. */
export function writeWorld(world: World, folder: string): Files {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, documents: readonly Json[]): string => {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, documents.map((one) => `---\n${JSON.stringify(one, null, 1)}\n`).join(''));
    return file;
  };
  for (const key of ['exceptions', 'targets', 'params'] as const) if (world[key]) write(key, world[key]);
  for (const key of ['values', 'user', 'context'] as const) if (world[key]) write(key, [world[key]]);
  return { folder, policies: write('policies', world.policies), resources: write('resources', world.resources) };
}

/** The name of the rule of a policy that has rules; '' for those that are judged as a whole. */
export function ruleOf({ policies }: World, policy: string, rule: string): string {
  const document = policies.find((one) => asObject(one['metadata'])['name'] === policy);
  return asObject(document?.['spec'])['rules'] === undefined ? '' : rule;
}

export function keyOfObject(object: JsonObject): string {
  const { name = '', namespace = '' } = asObject(object['metadata']);
  return keyOf({ kind: object['kind'] ?? '', name, namespace });
}

/** Objects that name no namespace are in that of the name `default`. */
export function keyOf({ kind, name, namespace }: { kind?: Json; name?: Json; namespace?: Json }): string {
  const [a = '', b = '', c = ''] = [kind, namespace, name].map((one) => asString(one));
  return `${a} ${b === 'default' ? '' : b}/${c}`;
}
