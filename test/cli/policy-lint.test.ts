import { describe, expect, it } from 'vitest';
import { castellan, folder } from './run.ts';

const OLD = `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: {name: old}
spec:
  background: false
  rules:
    - name: a
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {pattern: {metadata: {name: '?*'}}}
`;

describe('castellan policy lint and explain', () => {
  it('end with 0 for notes, with 1 for errors, and for warnings where they are strict', async () => {
    const cwd = folder({
      'old.yaml': OLD,
      'warned.yaml': OLD.replace('kinds: [Pod]', 'kinds: [pod]'),
      'wrong.yaml': OLD.replace('background', 'backgroud'),
    });

    const ran = await Promise.all([
      castellan(['policy', 'lint', 'old.yaml'], { cwd }),
      castellan(['policy', 'lint', 'wrong.yaml', '-f', 'sarif'], { cwd }),
      castellan(['policy', 'lint', 'warned.yaml', '--strict'], { cwd }),
      castellan(['policy', 'explain', 'old.yaml'], { cwd }),
    ]);

    expect(ran.map(({ code }) => code)).toEqual([0, 1, 1, 0]);
    expect(ran[0]?.stdout).toContain('old.yaml:1:1 note deprecated-kind');
    expect(ran[1]?.stdout).toContain('Did you mean \\"background\\"?');
    expect(ran[2]?.stdout).toContain('warned.yaml:8:42 warning dead-match: There is no kind "pod".');
    expect(ran[3]?.stdout).toContain('rule a: validate pattern line 7');
  });
});
