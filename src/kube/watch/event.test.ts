import { expect, it } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { readEvent } from './event.ts';

const same = (object: JsonObject) => object;

it.each([
  ['nothing', ''],
  ['half a line', '{"type":"ADDED","object":{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['no object', '{"type":"ADDED"}'],
  ['an object of the wrong type', '{"type":"ADDED","object":"web"}'],
  ['no version', '{"type":"ADDED","object":{"metadata":{"name":"web"}}}'],
  ['a version that is a number', '{"type":"ADDED","object":{"metadata":{"name":"web","resourceVersion":3}}}'],
  ['no name', '{"type":"MODIFIED","object":{"metadata":{"resourceVersion":"3"}}}'],
  ['an unknown type', '{"type":"MOVED","object":{"metadata":{"name":"web","resourceVersion":"3"}}}'],
  ['a page of HTML', '<html><body>502 Bad Gateway</body></html>'],
])('%s is no event', (_name, line) => {
  expect(readEvent(line, same)).toBeUndefined();
});

it('reads the status of an error, and takes one without a code for a failure of the server', () => {
  const gone = '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"too old resource version"}}';

  expect(readEvent(gone, same)).toEqual({ type: 'ERROR', status: 410, message: 'too old resource version' });
  expect(readEvent('{"type":"ERROR","object":{}}', same)).toMatchObject({ type: 'ERROR', status: 500 });
});

it('reads the version of a bookmark, whatever else it holds', () => {
  const line =
    '{"type":"BOOKMARK","object":{"kind":"Pod","metadata":{"resourceVersion":"12"},"spec":{"containers":null}}}';

  expect(readEvent(line, same)).toEqual({ type: 'BOOKMARK', version: '12' });
});
