import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isOverride } from '../../terraform/declarations.ts';

/** Absolute paths of the files that make the module in a folder, override files last. */
export function moduleFiles(folder: string): string[] {
  const names = namesIn(folder).filter((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name));
  const twins = new Set(names.filter((name) => TOFU.test(name)));
  return names
    .filter((name) => !twins.has(name.replace(/\.tf(?=$|\.json$)/, '.tofu')) || TOFU.test(name))
    .sort(byOverride)
    .map((name) => join(folder, name));
}

/** OpenTofu reads `main.tofu` instead of `main.tf` where both are there. */
const TOFU = /\.tofu(?:\.json)?$/;

function byOverride(a: string, b: string): number {
  return Number(isOverride(a)) - Number(isOverride(b)) || (a < b ? -1 : a > b ? 1 : 0);
}

/** Absolute paths of the files whose variables Terraform takes unasked, in the order in which they win. */
export function variableFiles(folder: string): string[] {
  const names = namesIn(folder);
  const usual = ['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)).sort();
  return [...usual, ...automatic].map((name) => join(folder, name));
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name);
}
