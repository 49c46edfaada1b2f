import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Gap } from '../model/gap.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import { readTextFile } from '../sources/files/read.ts';
import { type Entry, shownPath } from '../sources/files/walk.ts';
import type { Release } from '../sources/terraform/read.ts';
import { asList, asString, at } from '../std/value.ts';
import { readChart } from './chart.ts';
import { type CollectOptions, type Part } from './part.ts';

interface Read {
  readonly parts: readonly Part[];
  /** Absolute folders of charts that were rendered as Terraform installs them. */
  readonly charts: ReadonlySet<string>;
}

/** Reads the Terraform and OpenTofu modules of a run, and the local charts that they install. */
export async function readTerraformEntries(entries: readonly Entry[], options: CollectOptions): Promise<Read> {
  if (entries.length === 0) return { parts: [], charts: new Set() };
  const { readTerraform } = await import('../sources/terraform/read.ts');
  const paths = entries.map((entry) => entry.path);
  const variables = options.terraform ?? { files: [], pairs: [] };
  const read = await readTerraform(paths, { root: options.root, readText: readTextFile, variables });
  const parts: Part[] = [read];
  const charts = new Set<string>();
  for (const release of read.releases) {
    const chart = localChart(release, options);
    if (typeof chart === 'string') {
      charts.add(chart);
      parts.push(await readRelease(release.resource, chart, options));
    } else parts.push({ resources: [], gaps: [chart], texts: [] });
  }
  return { parts, charts };
}

/** The folder of the chart that a `helm_release` installs, or why it can't be looked at. */
function localChart({ resource, folder }: Release, options: CollectOptions): string | Gap {
  const chart = asString(resource.object['chart']);
  const path = chart !== undefined && !resource.object['repository'] ? resolve(folder, chart) : undefined;
  if (path === undefined || !existsSync(join(path, 'Chart.yaml'))) {
    const message = `${resource.name}: the chart ${chart ?? ''} is not on disk, so what it installs was not looked at.`;
    return gapAt(resource, 'unsupported', message, 'Pipe `helm template … | castellan scan -`.');
  }
  if (!shownPath(path, options.root).startsWith('..')) return path;
  const message = `${resource.name}: the chart ${chart} is outside of the scanned folder.`;
  return gapAt(resource, 'outside-root', message, 'Scan the folder that holds both.');
}

/** Renders a chart with the values of the release. */
async function readRelease(resource: Resource, path: string, options: CollectOptions): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), 'castellan-release-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const { values, set, isWhole } = settingsOf(resource);
    const files = values.map((text, i) => {
      const file = join(folder, `values-${i}.yaml`);
      writeFileSync(file, text);
      return file;
    });
    const entry: Entry = { kind: 'chart', path, file: shownPath(path, options.root), named: true };
    const part = await readChart(entry, { ...options, helm: { values: files, set } });
    if (isWhole) return part;
    const message = `${resource.name}: some of its values are not known, so the chart was rendered without them.`;
    return { ...part, gaps: [...part.gaps, gapAt(resource, 'unknown-value', message)] };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

interface Settings {
  /** YAML texts. */
  readonly values: readonly string[];
  /** `key=value`, as on helm's command line. */
  readonly set: readonly string[];
  /** Whether all of it is known. */
  readonly isWhole: boolean;
}

function settingsOf({ object }: Resource): Settings {
  const values = asList(object['values']);
  const set = [...asList(object['set']), ...asList(object['set_sensitive'])].map(pairOf);
  const isListed = ['values', 'set', 'set_sensitive'].every((name) => Array.isArray(object[name] ?? []));
  return {
    values: values.filter((text) => typeof text === 'string'),
    set: set.filter((pair) => pair !== undefined),
    isWhole: isListed && values.every((text) => typeof text === 'string') && !set.includes(undefined),
  };
}

function pairOf(item: Json): string | undefined {
  const [name, value] = [at(item, 'name'), at(item, 'value')];
  if (typeof name !== 'string' || value === undefined || value === null || typeof value === 'object') return undefined;
  return `${name}=${value}`;
}

function gapAt(resource: Resource, code: Gap['code'], message: string, hint?: string): Gap {
  const place = resource.origin.locate([]);
  return { code, file: place.file, place, message, ...(hint && { hint }) };
}
