import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Grammar, loadGrammar } from '../../terraform/tree.ts';

/** The parser's two WebAssembly modules: beside the bundle in a published package, in `node_modules` else. */
const RUNTIME = { file: 'web-tree-sitter.wasm', module: 'web-tree-sitter/web-tree-sitter.wasm' };
const TERRAFORM = {
  file: 'tree-sitter-terraform.wasm',
  module: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
};

let grammar: Promise<Grammar> | undefined;

/** Loads the grammar when the first file of Terraform turns up. */
export function terraformGrammar(): Promise<Grammar> {
  grammar ??= loadGrammar(wasm(RUNTIME), wasm(TERRAFORM));
  return grammar;
}

function wasm({ file, module }: { file: string; module: string }): Uint8Array {
  const shipped = [join(import.meta.dirname, file), join(import.meta.dirname, '..', file)].find(existsSync);
  return readFileSync(shipped ?? createRequire(import.meta.url).resolve(module));
}
