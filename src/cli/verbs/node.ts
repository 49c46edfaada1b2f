import { Argument, type Command, Option } from 'commander';
import type { SetExit } from '../program.ts';

/** `castellan node collect`. */
export function addNode(program: Command, setExit: SetExit): void {
  program
    .command('node')
    .addArgument(
      new Argument('<action>', 'collect: write down what the benchmark asks of this node').choices(['collect']),
    )
    .summary('gather the evidence of a node, to be scanned like a file')
    .description(
      'Reads processes, configuration, permissions and certificates of the node that it runs on, without secrets, and writes them as JSON. Run it as root; what can not be read is listed, and is a gap when the evidence is scanned.',
    )
    .option('-o, --output <file>', 'write here instead of to standard output')
    .addOption(
      new Option('--root <folder>', 'where the file system of the node is mounted')
        .default('/')
        .env('CASTELLAN_NODE_ROOT'),
    )
    .addOption(new Option('--node-name <name>', 'name of the node (default: its host name)').env('NODE_NAME'))
    .addOption(new Option('--now <time>', 'the time of collection').hideHelp())
    .action(async (_action: string, options) => {
      const { runNodeCollect } = await import('../commands/node.ts');
      setExit(await runNodeCollect(options));
    });
}
