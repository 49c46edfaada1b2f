import { expect, it } from 'vitest';
import { hostileReport, hostileSource, manyFindings, PAYLOADS } from '../sample-hostile.ts';
import { SAMPLE } from '../sample.ts';
import { SOURCES } from '../sample-sources.ts';
import markdown from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: (file: string) => SOURCES[file] };

it('fits into a comment, the worst first, and says what is left out', () => {
  const text = markdown.render(manyFindings(5000), options);

  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\d+ more findings did not fit into this comment\.\n$/);
  expect(text).toContain('◆ critical**');
  expect(text).not.toContain('● low**');
});

it.each(PAYLOADS.map((payload) => [JSON.stringify(payload), payload]))('has no foreign markup: %s', (_, payload) => {
  const text = markdown.render(hostileReport(payload), { ...options, source: () => hostileSource(payload) });

  const prose = text.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '');
  expect(prose.match(/<(?!\/?(?:details|summary|b|code)>)/g)).toBeNull();
  expect(prose.match(/<details>/g)?.length).toBe(prose.match(/<\/details>/g)?.length);
  expect(prose.match(/(?<!\\)\]\((?!https:\/\/castellan\.example\/)/g)).toBeNull();
  expect(prose.match(/(?<![A-Za-z0-9])@\w|(?<!\()https?:\/\/|www\.\w/g)).toBeNull();
  expect(prose.match(/^#+ /gm)).toEqual(['## ']);
});

it('reads the same with a hostile name as without, once that is taken away', () => {
  expect(lines(markdown.render(hostileReport('a\nb\r\n\n# c'), options))).toBe(
    lines(markdown.render(hostileReport(''), options)) - frameLines(),
  );
});

const lines = (text: string) => text.split('\n').length;

/** Lines that code frames take: hostile files have no source. */
function frameLines(): number {
  return (
    markdown.render(SAMPLE, options).split('\n').length -
    markdown.render(SAMPLE, { ...options, source: () => undefined }).split('\n').length
  );
}
