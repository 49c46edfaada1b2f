import { buildBinaries } from './binaries.ts';

/** Before the first test: builds the control plane once where that is possible; without it the tests skip, and say how many. */
export default async function setup(): Promise<void> {
  await buildBinaries((line) => process.stderr.write(`${line}\n`));
}
