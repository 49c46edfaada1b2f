import type { Gap } from '../../model/gap.ts';
import type { Resource } from '../../model/resource.ts';
import { placeOf } from '../../terraform/layout.ts';
import { readModule } from '../../terraform/module.ts';
import { parseTerraform } from '../../terraform/parse.ts';
import { toTerraformResource } from '../../terraform/resource.ts';
import type { TerraformFile } from '../../terraform/syntax.ts';
import { terraformGrammar } from './grammar.ts';

export interface ReadTerraform {
  readonly resources: readonly Resource[];
  readonly gaps: readonly Gap[];
}

/** Reads one file's text as a root module of its own. */
export async function readTerraformText(file: string, text: string): Promise<ReadTerraform> {
  const parsed = parseTerraform(await terraformGrammar(), file, text);
  const read = readModule(
    { folder: '.', files: [parsed], inputs: new Map() },
    { module: () => ({ code: 'unsupported', message: 'only one file is read.' }), functions: () => ({}) },
  );
  return { resources: read.instances.map(toTerraformResource), gaps: [...syntaxGaps(parsed), ...read.gaps] };
}

function syntaxGaps(file: TerraformFile): Gap[] {
  return file.problems.map(({ code, message, offset }) => {
    const place = placeOf(file, { start: offset, end: offset + 1 });
    return { code, message, file: file.file, place };
  });
}
