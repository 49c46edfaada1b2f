import type { Json } from '../../model/json.ts';
import type { Expression } from '../syntax.ts';

/** What functions may know of the world around a module. */
export interface FunctionWorld {
  /** Text of a file; undefined where it is not there, too long or outside of what is scanned. */
  readonly readFile?: (path: string) => string | undefined;
  /** Reads text as a template; undefined where it is none. */
  readonly parseTemplate?: (text: string) => { readonly expression: Expression; readonly text: string } | undefined;
  /** Reads one YAML document; undefined where it can't be read. */
  readonly parseYaml?: (text: string) => Json | undefined;
}

type FileFunction = (args: readonly Json[], world: FunctionWorld) => Json | undefined;

export const FILES: Readonly<Record<string, FileFunction>> = {
  file: ([path], world) => (typeof path === 'string' ? world.readFile?.(path) : undefined),
  fileexists: ([path], world) => (typeof path === 'string' && world.readFile?.(path) !== undefined ? true : undefined),
  yamldecode: ([text], world) => (typeof text === 'string' ? world.parseYaml?.(text) : undefined),
  /** JSON is YAML; the text is read by programs alone. */
  yamlencode: ([value]) => JSON.stringify(value),
  basename: ([path]) => (typeof path === 'string' ? path.split('/').at(-1) : undefined),
  dirname: ([path]) => (typeof path === 'string' ? path.split('/').slice(0, -1).join('/') || '.' : undefined),
};
