import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { APP, UNBOUND } from './paths-app.ts';
import { castellan, folder } from './run.ts';

/* What could not be looked at is told in every output. */

const UNSURE = 'Not sure: 1 thing could not be read and may change this answer.';
const WHERE = /a\.yaml:2: .*]\./;
const cwd = folder({
  'torn/a.yaml': 'apiVersion: v1\nkind: [',
  'torn/app.yaml': APP,
  'whole/app.yaml': APP,
  'safe/app.yaml': UNBOUND,
  'fix.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\n$patch: delete\n',
});
const paths = (...args: string[]) => castellan(['paths', ...args], { cwd });

describe('an answer that is not sure', () => {
  it.each([['list'], ['cut'], ['blast', 'internet'], ['query', 'internet -*-> container']])(
    'says so in text and JSON: %s',
    async (...words) => {
      const text = await paths(...words, 'torn/a.yaml');
      const json = await paths(...words, '--format', 'json', 'torn');

      expect(text).toMatchObject({ code: 3, stderr: expect.stringContaining('not read: torn/a.yaml') });
      expect(text.stdout).toContain(`${UNSURE}\n`);
      expect(JSON.parse(json.stdout)).toMatchObject({ gaps: [{ code: 'syntax', file: 'torn/a.yaml' }] });
    },
  );

  it.each([
    ['list', 'torn'],
    ['diff', 'torn', 'whole'],
    ['diff', 'safe', 'torn'],
    ['what-if', '-f', 'fix.yaml', 'torn'],
  ])('is a run of SARIF that did not succeed: %s %s', async (...words) => {
    const { stdout } = await paths(...words, '--format', 'sarif');

    expect(invocationOf(stdout)).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: expect.arrayContaining([
        expect.objectContaining({
          descriptor: { id: 'syntax' },
          level: 'error',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'torn/a.yaml' },
                region: { startLine: 2, startColumn: expect.any(Number) },
              },
            },
          ],
        }),
      ]),
    });
  });

  it('is told above a graph of Graphviz, and in comments', async () => {
    const { stdout } = await paths('list', 'torn', '--format', 'dot');

    expect(stdout).toContain(`  label="${UNSURE}"; labelloc=t;`);
    expect(commentsOf(stdout, '//')).toEqual(
      expect.arrayContaining([UNSURE, expect.stringMatching(WHERE), expect.stringContaining('Assumed: ')]),
    );
  });

  it('is told in a box of Mermaid, and in comments', async () => {
    const { stdout } = await paths('list', 'torn', '--format', 'mermaid');

    expect(stdout).toContain(`  unsure["${UNSURE}"]:::unsure\n`);
    expect(commentsOf(stdout, '%%')).toEqual(
      expect.arrayContaining([UNSURE, expect.stringMatching(WHERE), expect.stringContaining('Assumed: ')]),
    );
  });

  it('is told by a page, which lists what could not be looked at', async () => {
    const { stdout } = await paths('list', 'torn', '--format', 'html');

    expect(stdout).toContain(`<p class="note">${UNSURE}</p>`);
    expect(stdout).toMatch(/<h2>Not looked at<\/h2>[\s\S]*<td>torn\/a\.yaml:2<\/td>/);
  });
});

describe('an answer that is sure', () => {
  it.each([['dot'], ['mermaid'], ['html']])('says nothing of the kind: %s', async (format) => {
    const { code, stdout } = await paths('list', 'whole', '--format', format);

    expect(code).toBe(0);
    expect(stdout).not.toMatch(/Not sure|unsure|Not looked at/);
    expect(stdout).toContain('Assumed: ');
  });

  it('is a run of SARIF that succeeded', async () => {
    const { stdout } = await paths('list', 'whole', '--format', 'sarif');

    expect(invocationOf(stdout).executionSuccessful).toBe(true);
  });
});

interface Invocation {
  executionSuccessful: boolean;
  toolExecutionNotifications: object[];
}

/** Of a log that the schema of OASIS accepts. */
function invocationOf(text: string): Invocation {
  // The schema is of draft 4, and one of its patterns is not valid with the `u` flag.
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  const log = JSON.parse(text) as { runs: { invocations: Invocation[] }[] };
  expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  return log.runs[0]!.invocations[0]!;
}

function commentsOf(text: string, mark: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(mark.length + 1));
}
