import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { ComplianceReport } from '../../model/compliance.ts';
import { PAYLOADS } from '../sample-hostile.ts';
import { complianceFormats, type ComplianceFormat } from './index.ts';
import { COMPLIANCE_SAMPLE } from './sample.ts';
import { complianceJsonSchema } from './schema.ts';
import { STYLE, STYLE_HASH } from './style.ts';

const OPTIONS = { color: false, width: 100 };
const EXTENSIONS: Readonly<Record<string, string>> = { terminal: 'txt', markdown: 'md' };
const RUNNER_COMMAND = /^[^\S\n]*::|##(?:vso)?\[/m;
const loaded: [string, ComplianceFormat][] = await Promise.all(
  Object.entries(complianceFormats).map(
    async ([id, load]) => [id, (await load()).default] as [string, ComplianceFormat],
  ),
);
const html = loaded.find(([id]) => id === 'html')![1];

/** The sample with every text replaced. */
function hostile(payload: string): ComplianceReport {
  const texts = new Set([
    'title',
    'message',
    'reason',
    'manual',
    'section',
    'name',
    'namespace',
    'file',
    'owner',
    'target',
  ]);
  return JSON.parse(JSON.stringify(COMPLIANCE_SAMPLE), (key, value: unknown) =>
    texts.has(key) && typeof value === 'string' ? payload : value,
  ) as ComplianceReport;
}

/** Every tag of a page. */
const tags = (page: string) => page.replace(STYLE, '').match(/<[^>]*>/g) ?? [];

describe.each(loaded)('%s', (id, format) => {
  it('writes the sample as expected, and the same bytes again', async () => {
    const output = format.render(COMPLIANCE_SAMPLE, OPTIONS);

    await expect(output).toMatchFileSnapshot(join(import.meta.dirname, `expected.${EXTENSIONS[id] ?? id}`));
    expect(format.render(structuredClone(COMPLIANCE_SAMPLE), OPTIONS)).toBe(output);
    expect(output.endsWith('\n')).toBe(true);
  });

  it('writes a report without frameworks, gaps and changes', () => {
    const { comparison: _, ...rest } = COMPLIANCE_SAMPLE;

    expect(format.render({ ...rest, frameworks: [], gaps: [], exceptionProblems: [] }, OPTIONS)).not.toBe('');
  });

  it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('%s commands nothing', (_, payload) => {
    const output = format.render(hostile(payload), OPTIONS);

    expect(output).not.toMatch(RUNNER_COMMAND);
    // oxlint-disable-next-line no-control-regex
    expect(output).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('html', () => {
  const page = html.render(COMPLIANCE_SAMPLE, OPTIONS);

  it('needs nothing from elsewhere and runs no script', () => {
    expect(STYLE_HASH).toBe(`sha256-${hash('sha256', STYLE, 'base64')}`);
    expect(page).toContain(`default-src 'none'; style-src '${STYLE_HASH}'`);
    expect(page).not.toMatch(/<script|<img|<link|@import|url\(| style=| on\w+=/i);
  });

  it('can be read by everyone: landmarks, one h1, no skipped heading, links that lead somewhere', () => {
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);

    for (const tag of ['<html lang="en">', '<title>', '<main>', '<nav', '<header>', '<footer', 'class="skip"']) {
      expect(page).toContain(tag);
    }
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(page.match(/ id="/g)).toHaveLength(ids.size);
  });

  it('prints the summary on a page of its own', () => {
    expect(page).toContain('<section class="page" aria-labelledby="summary">');
    expect(STYLE).toContain('.page, .toc { break-after: page; }');
  });

  it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('%s makes no tag', (_, payload) => {
    const known = new Set(tags(page).map((tag) => /^<\/?[!\w]+/.exec(tag)?.[0]));

    const unknown = tags(html.render(hostile(payload), OPTIONS)).filter(
      (tag) => !known.has(/^<\/?[!\w]+/.exec(tag)?.[0]),
    );

    expect(unknown).toEqual([]);
  });

  it.each(['light', 'dark'])('colours of the %s scheme keep a contrast of 4.5 : 1', (scheme) => {
    const block = STYLE.split('(prefers-color-scheme: dark)')[scheme === 'light' ? 0 : 1] ?? '';
    const colors = [...block.matchAll(/--(\w+): (#\w{6})/g)].map(([, name = '', hex = '']) => ({ name, hex }));
    const grounds = colors.filter(({ name }) => name === 'ground' || name === 'panel');
    const inks = colors.filter(({ name }) => !['ground', 'panel', 'line'].includes(name));

    expect(inks.filter((ink) => grounds.some((ground) => contrast(ink.hex, ground.hex) < 4.5))).toEqual([]);
    expect([grounds.length, inks.length]).toEqual([2, 6]);
  });
});

it('JSON keeps to the published schema', async () => {
  const format = (await complianceFormats['json']!()).default;
  const validate = new Ajv.default({ allErrors: true }).compile(JSON.parse(complianceJsonSchema()));

  expect(validate(JSON.parse(format.render(COMPLIANCE_SAMPLE, OPTIONS))), JSON.stringify(validate.errors)).toBe(true);
  expect(readFileSync(join(import.meta.dirname, '../../../schemas/compliance.schema.json'), 'utf8')).toBe(
    complianceJsonSchema(),
  );
});

/** WCAG 2.2: ratio of relative luminances. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
