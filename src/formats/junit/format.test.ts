import { describe, expect, it } from 'vitest';
import { hostileReport, PAYLOADS } from '../sample-hostile.ts';
import { CLEAN, EMPTY, SAMPLE } from '../sample.ts';
import junit from './format.ts';

const options = { color: false, hyperlinks: false, width: 80, source: () => undefined };

describe('the document', () => {
  it.each([['nothing hostile', ''], ...PAYLOADS.map((payload) => [JSON.stringify(payload), payload])])(
    'is well formed: %s',
    (_, payload) => {
      expect(unbalanced(junit.render(hostileReport(payload ?? ''), options))).toEqual([]);
    },
  );

  it('counts failures, errors and skipped cases', () => {
    expect(junit.render(SAMPLE, options)).toContain(
      '<testsuites name="castellan" tests="12" failures="8" errors="2" skipped="2">',
    );
  });

  it('has a passed case where there is nothing to tell, since CI systems reject an empty report', () => {
    expect(junit.render(CLEAN, options)).toContain('tests="1" failures="0"');
    expect(junit.render(EMPTY, options)).toContain('<testcase');
  });
});

/** Tags that XML 1.0 would reject, or that are not closed in order. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = xml.replace('<?xml version="1.0" encoding="UTF-8"?>', '');
  for (const [tag, slash, name = '', , self] of body.matchAll(
    /<(\/?)([a-z]*)((?: [a-z]+="[^"<&]*(?:&#?\w+;[^"<&]*)*")*)(\/?)>?/g,
  )) {
    if (name === '' || !tag.endsWith('>')) wrong.push(tag);
    else if (slash && open.pop() !== name) wrong.push(tag);
    else if (!slash && !self) open.push(name);
  }
  return [...wrong, ...open, ...(body.match(/&(?!#?\w+;)/g) ?? [])];
}
