import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hostileReport, hostileSource, PAYLOADS } from '../sample-hostile.ts';
import { SAMPLE } from '../sample.ts';
import { SOURCES } from '../sample-sources.ts';
import html from './format.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { STYLE, STYLE_HASH } from './style.ts';

const render = (report = SAMPLE, source = (file: string): string | undefined => SOURCES[file]) =>
  html.render(report, { color: false, hyperlinks: false, width: 80, source });

/** Every tag of the page by name, with its attributes. */
const tags = (page: string) =>
  page
    .replace(SCRIPT, '')
    .replace(STYLE, '')
    .match(/<[^>]*>/g) ?? [];

describe('the policy', () => {
  it.each([
    ['style', STYLE, STYLE_HASH],
    ['script', SCRIPT, SCRIPT_HASH],
  ])('allows the %s of the page by its hash, and nothing else', (_, text, expected) => {
    expect(expected).toBe(`sha256-${hash('sha256', text, 'base64')}`);
    expect(render()).toContain(`${expected}'`);
    expect(render()).toContain("default-src 'none'");
  });
});

describe('untrusted text', () => {
  const clean = tags(render());

  it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))(
    '%s makes no tag and no attribute',
    (_, payload) => {
      const page = render(hostileReport(payload), () => hostileSource(payload));

      const names = new Set(clean.map((tag) => /^<\/?[!\w]+/.exec(tag)?.[0]));
      expect(tags(page).filter((tag) => !names.has(/^<\/?[!\w]+/.exec(tag)?.[0]))).toEqual([]);
      expect(tags(page).filter((tag) => / on\w+=/.test(tag.replaceAll(/"[^"]*"/g, '')))).toEqual([]);
      expect(page).not.toMatch(/(?:href|src)="(?!https:\/\/(?:castellan\.example|kubernetes\.io|docs\.docker\.com)|#)/);
    },
  );
});

describe('accessibility', () => {
  it.each(['light', 'dark'])('colours of the %s scheme keep a contrast of 4.5 : 1', (scheme) => {
    const block = STYLE.split('@media (prefers-color-scheme: dark)')[scheme === 'light' ? 0 : 1] ?? '';
    const colors = [...block.matchAll(/--(\w+): (#\w{6})/g)].map(([, name = '', hex = '']) => ({ name, hex }));
    const grounds = colors.filter(({ name }) => name === 'ground' || name === 'panel');
    const inks = colors.filter(({ name }) => !['ground', 'panel', 'line'].includes(name));

    const weak = inks.filter((ink) => grounds.some((ground) => contrast(ink.hex, ground.hex) < 4.5));

    expect(weak).toEqual([]);
    expect([grounds.length, inks.length]).toEqual([2, 10]);
  });

  it('has a language, a title, landmarks, one h1 and no skipped heading', () => {
    const page = render();
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));

    expect(page).toContain('<html lang="en">');
    for (const tag of ['<title>', '<main>', '<header>', '<footer', 'class="skip"']) expect(page).toContain(tag);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
  });
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
