import { printable } from './text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The characters that begin or end something in HTML, SVG and XML, as entities. */
export function withEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Untrusted text as text or quoted attribute of HTML, SVG or XML. */
export function markup(text: string): string {
  return withEntities(printable(text));
}
