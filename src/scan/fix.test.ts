import { describe, expect, it } from 'vitest';
import { analyseTexts, EVERY_RULE } from '../../test/bad-input/analyse.ts';
import { fixTexts } from './fix.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: a # the name stays
spec:
  containers:
    - name: one
      image: example/one:1
      securityContext:
        capabilities: oops
    - name: two
      image: example/two:1
`;

async function fixed(text: string) {
  const { files } = await fixTexts(await analyseTexts({ 'a.yaml': text }), EVERY_RULE, true);
  return files[0]?.after ?? text;
}

describe('fixTexts', () => {
  it('makes the other fixes of a document where one of them can not be made, and then has nothing left to do', async () => {
    const once = await fixed(POD);

    expect(once).toContain('capabilities: oops');
    expect(once).toContain('runAsNonRoot: true');
    expect(once).toContain('# the name stays');
    expect(await fixed(once)).toBe(once);
  });
});
