import { closeSync, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs';
import { cannotWrite } from './cannot-write.ts';

/**
 * Writes what tells where a cluster or a node is weak: for the owner of the file alone, also where the file was there.
 * @throws UserError where it can't be written.
 */
export function writePrivate(file: string, content: string | Uint8Array): void {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'w', 0o600);
    // Devices such as /dev/null stay as they are.
    if (fstatSync(opened).isFile()) fchmodSync(opened, 0o600);
    writeFileSync(opened, content);
  } catch (cause) {
    throw cannotWrite(file, cause);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}
