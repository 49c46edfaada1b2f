import { defineCheck, type Violation } from '../../model/check.ts';
import { instructionsOf, type Command } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'download-piped-to-shell',
  title: 'Download is run as a script unseen',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: "Whatever the server sends at that moment runs as the build's user, usually root: there is no version, no checksum and no trace of it.",
  remedy: 'Download a fixed version, verify its checksum or signature, then run it; or install a package.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#run',
    'https://docs.docker.com/reference/dockerfile/#add---checksum',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const found: Violation[] = [];
    for (const { instruction } of instructionsOf(resource, 'RUN')) {
      for (const [i, command] of instruction.commands.entries()) {
        const runner = FETCHERS.has(command.program) ? pipedInto(instruction.commands, i) : undefined;
        if (runner) found.push({ path: command.path, message: `${command.program} is piped into ${runner.program}` });
        else if (runsDownload(command))
          found.push({ path: command.path, message: `${command.program} runs what is downloaded` });
      }
    }
    return found;
  },
});

const FETCHERS = new Set(['curl', 'wget', 'fetch', 'aria2c', 'http']);
const SHELL = /^(?:ba|da|a|z|k)?sh$/;
const INTERPRETER = /^(?:python[\d.]*|perl|ruby|node|php)$/;
const SUBSTITUTED = /^(?:\$\(|<\(|`)\s*(?:curl|wget|fetch)\b/;

/** Longer pipelines are looked at no further. */
const MAX_PIPELINE = 20;

/** The program at the other end of a pipeline that reads its script from there. */
function pipedInto(commands: readonly Command[], from: number): Command | undefined {
  for (let i = from; i < from + MAX_PIPELINE && commands[i]?.operator === '|'; i++) {
    const next = commands[i + 1];
    if (next && (SHELL.test(next.program) || INTERPRETER.test(next.program)) && readsInput(next)) return next;
  }
  return undefined;
}

function readsInput({ args }: Command): boolean {
  if (args.some((arg) => /^-\w*s$/.test(arg) || arg === '-')) return true;
  return args.every((arg) => arg.startsWith('-') && !/^-\w*[cem]$/.test(arg));
}

function runsDownload({ program, args }: Command): boolean {
  return (SHELL.test(program) || /^(?:eval|source|\.)$/.test(program)) && args.some((arg) => SUBSTITUTED.test(arg));
}
