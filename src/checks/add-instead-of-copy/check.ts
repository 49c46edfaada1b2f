import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'add-instead-of-copy',
  title: 'ADD is used where COPY does',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'ADD also unpacks archives and fetches URLs: a file that turns out to be an archive is spread over the image unnoticed.',
  remedy: 'Use COPY for plain files and folders; ADD only for local archives and remote sources.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#add-or-copy',
    'https://docs.docker.com/reference/dockerfile/#add',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'ADD')) {
      const sources = instruction.words.slice(0, -1);
      if (sources.length === 0 || sources.some(needsAdd)) continue;
      const path = [...instruction.path, 'instruction'];
      const text = replaceEntry(resource, path, 'COPY');
      const fix = { title: 'Use COPY', safe: sources.every((source) => source === '.'), edits: [], text };
      found.push({ path, message: `ADD takes ${sources.join(', ')}, which COPY does as well`, fix });
    }
    return found;
  },
});

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.\w+|gz|bz2|xz|zst|lzma)$/i;

/** Archives, remote sources, here-documents, and what only the build knows. */
function needsAdd(source: string): boolean {
  return ARCHIVE.test(source) || /^(?:[a-z]+:\/\/|git@|<<)/i.test(source) || source.includes('$');
}
