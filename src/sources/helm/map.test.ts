import { describe, expect, it } from 'vitest';
import { mapToTemplate } from './map.ts';
import { splitRendered } from './split.ts';

/** Lines of the template, in the order of the rendered lines. */
function linesOf(rendered: string, template: string): number[] {
  const lines = rendered.split('\n');
  const map = mapToTemplate(lines, template);
  return lines.map((_, i) => map(i + 1).line);
}

describe('mapToTemplate', () => {
  it.each([
    ['plain lines', 'a: 1\nb: 2', '{{- if .Values.x }}\na: 1\n{{- end }}\nb: 2', [2, 4]],
    ['values', 'a: one\nb: "x:1"', 'a: {{ .Values.a }}\nb: "{{ .Values.b }}:{{ .Values.c }}"', [1, 2]],
    [
      'loops',
      'list:\n- name: a\n  on: true\n- name: b\n  on: true\nend: 1',
      'list:\n{{- range .Values.x }}\n- name: {{ . }}\n  on: true\n{{- end }}\nend: 1',
      [1, 3, 4, 3, 4, 6],
    ],
    ['helpers', 'labels:\n  a: 1\n  b: 2\nend: 1', 'labels:\n  {{- include "x" . | nindent 2 }}\nend: 1', [1, 2, 2, 3]],
    [
      'toYaml',
      'a:\n  b:\n    c: 1\n  d: 2',
      '{{- with .Values.a }}\na:\n  {{- toYaml . | nindent 2 }}\n{{- end }}',
      [2, 3, 3, 3],
    ],
    [
      'the document whose names fit',
      'kind: Pod\nname: x-web',
      'kind: Pod\nname: {{ .a }}-api\n---\nkind: Pod\nname: {{ .a }}-web',
      [4, 5],
    ],
    ['CRLF', 'a: 1\nb: 2', 'a: 1\r\nb: {{ .b }}\r\n', [1, 2]],
    ['nothing that is known', 'x: 1\ny: 2', '{{ include "all" . }}', [1, 1]],
  ])('%s', (_, rendered, template, expected) => {
    expect(linesOf(rendered, template)).toEqual(expected);
  });

  it('takes large templates', () => {
    const rendered = Array.from({ length: 6000 }, (_, i) => `key-${i}: 1`).join('\n');
    const template = Array.from({ length: 6000 }, (_, i) => `key-${i}: {{ .Values.x }}`).join('\n');

    expect(linesOf(rendered, template).at(-1)).toBe(6000);
  });
});

describe('splitRendered', () => {
  it('gives each document its template', () => {
    const output =
      '---\n# Source: shop/templates/a.yaml\na: 1\n---\nb: 1\n---\n# Source: shop/charts/in/templates/c.yaml\nc: 1\n';

    expect(splitRendered(output).map(({ template }) => template)).toEqual([
      'templates/a.yaml',
      'templates/a.yaml',
      'charts/in/templates/c.yaml',
    ]);
  });
});
