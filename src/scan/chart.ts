import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gap } from '../model/gap.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Entry } from '../sources/files/walk.ts';
import { helperGap } from './helper-failure.ts';
import { mapToTemplate } from '../sources/helm/map.ts';
import { renderChart } from '../sources/helm/render.ts';
import { splitRendered } from '../sources/helm/split.ts';
import { readManifestText } from '../sources/manifest/read.ts';
import { type CollectOptions, type Part, shownBelow } from './part.ts';

/** Renders a chart and reads what comes out; each place is that of the template line that wrote it, as well as it is known. */
export async function readChart(entry: Entry, options: CollectOptions): Promise<Part> {
  const rendered = await renderChart(entry.path, { ...options.helm, kubernetes: options.kubernetes });
  if (rendered.status !== 'ok')
    return {
      resources: [],
      gaps: [helperGap(shownBelow(entry, 'Chart.yaml'), rendered, options.root, GAPS)],
      texts: [],
    };
  const resources: Resource[] = [];
  const gaps: Gap[] = [];
  const texts = new Map<string, string>();
  for (const { template, text } of splitRendered(rendered.stdout)) {
    const file = shownBelow(entry, template);
    const source = templateText(entry.path, template);
    if (source !== undefined) texts.set(file, source);
    const read = readManifestText(file, text);
    const place = placeMapper(text, source);
    for (const resource of read.resources) resources.push(withPlaces(resource, place));
    for (const gap of read.gaps) gaps.push(gap.place ? { ...gap, place: place(gap.place) } : gap);
  }
  return { resources, gaps, texts: [...texts] };
}

function templateText(folder: string, template: string): string | undefined {
  const path = join(folder, template);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function placeMapper(rendered: string, template: string | undefined): (place: Place) => Place {
  if (template === undefined) return (place) => ({ ...place, line: 1, column: 1, endLine: 1, endColumn: 1 });
  let map: ReturnType<typeof mapToTemplate> | undefined;
  const lengths = template.split(/\r?\n/).map((line) => line.trimEnd().length);
  return (place) => {
    map ??= mapToTemplate(rendered.split(/\r?\n/), template);
    const { line, column } = map(place.line);
    return { ...place, line, column, endLine: line, endColumn: Math.max(column, (lengths[line - 1] ?? 0) + 1) };
  };
}

function withPlaces(resource: Resource, map: (place: Place) => Place): Resource {
  const { origin } = resource;
  return {
    ...resource,
    origin: { file: origin.file, editable: false, locate: (path, prefer) => map(origin.locate(path, prefer)) },
  };
}

const GAPS = {
  missing: {
    message: 'The chart was not scanned: helm is not installed.',
    hint: 'Install helm (https://helm.sh/docs/intro/install/), or pipe `helm template … | castellan scan -`.',
  },
  failed: {
    message: 'The chart was not scanned',
    hint: 'Values may be missing: add `--values FILE` or `--set key=value`.',
  },
};
