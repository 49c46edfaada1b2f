import { markup as plainMarkup, withEntities } from '../std/markup.ts';
import { printable } from '../std/text.ts';

/** GitHub's and Azure's runners take `##[name]` and `##vso[name]` for commands anywhere in a line of a log. */
export function withoutCommands(text: string): string {
  return text.replace(/##(?=(?:vso)?\[)/g, '# #');
}

/** In a CI log no line may read as a command of the runner: `::name::` at its start, `##[name]` anywhere. */
export function harmlessLog(text: string): string {
  return withoutCommands(text).replace(/^([^\S\n]*):(?=:)/gm, '$1: ');
}

/** Untrusted text as text or quoted attribute of HTML or XML: markup and control characters have no effect. */
export function markup(text: string): string {
  return plainMarkup(text).replaceAll('##', '#&#35;').replaceAll('::', ':&#58;');
}

/** Untrusted text within a line of GitHub or GitLab Markdown: no markup, HTML, link, mention or reference comes of it. */
export function markdown(text: string): string {
  return unlinked(
    printable(text)
      .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
      .replace(/[&<>]/g, withEntities)
      .replaceAll('::', ':&#58;'),
  );
}

/** Untrusted text within a line of HTML in Markdown: none of the two gets a hold of it. */
export function markdownHtml(text: string): string {
  return unlinked(markup(text).replace(/[\\`*_[\]|~$]/g, (character) => `&#${character.charCodeAt(0)};`));
}

/** Both sites look for mentions, references and addresses in the text that comes out: they are broken up. */
function unlinked(text: string): string {
  return text
    .replace(/(?<![A-Za-z0-9])@(?=\w)/g, '@&#8203;')
    .replace(/(?<!&)#(?=\d)/g, '#&#8203;')
    .replaceAll('://', ':&#8203;//')
    .replace(/www\./gi, (word) => `${word.slice(0, 3)}&#8203;.`);
}
