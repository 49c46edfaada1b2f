import { defineCheck, type Violation } from '../../model/check.ts';
import { dockerfileOf, replaceEntry } from '../../dockerfile/dockerfile.ts';

/** Words without anything that a shell would act on. */
const PLAIN = /^[\w./:=@%+, -]+$/;

export default defineCheck({
  id: 'shell-form-entrypoint',
  title: 'Image starts through a shell',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'The shell is process 1 and does not pass signals on: the container ignores SIGTERM and is killed in the middle of its work.',
  remedy: 'Write the command as a JSON list.',
  references: [
    'https://docs.docker.com/reference/build-checks/json-args-recommended/',
    'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { ships, instructions } of dockerfileOf(resource).stages) {
      if (!ships || instructions.some(({ keyword }) => keyword === 'SHELL')) continue;
      for (const { keyword, form, path, words, arguments: text } of instructions) {
        if (!/^(?:CMD|ENTRYPOINT)$/.test(keyword) || form === 'exec' || words.length === 0) continue;
        const list = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
        const edits = PLAIN.test(text) ? replaceEntry(resource, [...path, 'arguments'], list) : [];
        const fix = edits.length > 0 ? { title: 'Write it as a list', safe: false, edits: [], text: edits } : undefined;
        found.push({ path, message: `${keyword} is in shell form`, ...(fix && { fix }) });
      }
    }
    return found;
  },
});
