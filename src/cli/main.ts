import { UserError } from '../std/user-error.ts';
import { createProgram } from './program.ts';
import { EXIT } from './exit.ts';

/** Runs the command line and settles the exit code; the one place that catches everything. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.clean);
    throw error;
  });
  process.once('SIGINT', () => process.exit(EXIT.interrupted));
  try {
    let code: number = EXIT.clean;
    await createProgram((exit) => (code = exit), argv[2]).parseAsync(argv);
    return code;
  } catch (error) {
    return explainFailure(error);
  }
}

function explainFailure(error: unknown): number {
  if (error instanceof UserError) {
    const { file, line } = error.place ?? {};
    const where = file ? `${file}${line ? `:${line}` : ''}: ` : '';
    process.stderr.write(`castellan: ${where}${error.message}\n`);
    if (error.hint) process.stderr.write(`  hint: ${error.hint}\n`);
    return EXIT.usage;
  }
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) return exitCode === 0 ? EXIT.clean : EXIT.usage;
  process.stderr.write(`castellan: this is a bug, please report it at https://github.com/castellan/castellan/issues\n`);
  process.stderr.write(
    `${error instanceof Error ? error.stack : String(error)}\nNode ${process.version} on ${process.platform}\n`,
  );
  return EXIT.bug;
}

process.exitCode = await main(process.argv);
