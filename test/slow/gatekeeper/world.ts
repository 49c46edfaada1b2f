import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { asObject, asString } from '../../../src/std/value.ts';

/** Templates, constraints, mutators and expansions, and the objects that both engines judge with them. */
export interface World {
  readonly policies: readonly JsonObject[];
  /** What is judged; names are unique by kind and namespace. */
  readonly objects: readonly JsonObject[];
}

/** What an engine made of a world. */
export interface Outcome {
  /** The messages and the action of a constraint's violations, by `Kind/name: Kind namespace/name`. */
  readonly violations: ReadonlyMap<string, string>;
  /** Why nothing is judged: a template, constraint or mutator that cannot be used. */
  readonly refusal?: string;
}

export interface Files {
  readonly policies: string;
  readonly objects: string;
}

/** Writes the world as two files. */
export function writeWorld({ policies, objects }: World, folder: string): Files {
  mkdirSync(folder, { recursive: true });
  return {
    policies: writeDocuments(policies, join(folder, 'policies.yaml')),
    objects: writeDocuments(objects, join(folder, 'objects.yaml')),
  };
}

export function writeDocuments(documents: readonly Json[], file: string): string {
  writeFileSync(file, documents.map((one) => `---\n${JSON.stringify(one, null, 1)}\n`).join(''));
  return file;
}

export function keyOf(constraint: JsonObject, object: JsonObject): string {
  const { name = '' } = asObject(constraint['metadata']);
  return `${asString(constraint['kind'])}/${asString(name)}: ${nameOf(object)}`;
}

export function nameOf(object: JsonObject): string {
  const { name, namespace } = asObject(object['metadata']);
  return `${asString(object['kind'])} ${asString(namespace) ?? ''}/${asString(name) ?? ''}`;
}

/** The messages in one order, and what follows. */
export function verdict(messages: readonly string[], action: string): string {
  return `${action}: ${[...messages].toSorted().join('; ')}`;
}
