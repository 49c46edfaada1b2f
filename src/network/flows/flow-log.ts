import type { Json } from '../../model/json.ts';
import type { Flow, Reading, SeenFlow } from './flow.ts';
import { readRecord } from './read-record.ts';

export interface FlowProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Flows gathered from records, each different one once: a log of millions of lines comes to some hundreds. */
export interface FlowLog {
  /** Takes a record of a file, parsed. */
  add(record: Json, file: string, line: number, declared?: boolean): void;
  /** Takes one line of JSON; blank ones are nothing. */
  addLine(text: string, file: string, line: number, declared?: boolean): void;
  /** Tells of what could not be read. */
  fault(file: string, line: number, message: string): void;
  flows(): readonly SeenFlow[];
  readonly problems: readonly FlowProblem[];
  /** Well-formed records that are no connection that was made, by why. */
  readonly skipped: ReadonlyMap<string, number>;
  readonly records: number;
}

/** Beyond it nobody reads on: further problems are counted in the last one. */
const MOST_PROBLEMS = 1000;

export function createFlowLog(): FlowLog {
  const seen = new Map<string, { flow: Flow; file: string; line: number; count: number }>();
  const problems: FlowProblem[] = [];
  const skipped = new Map<string, number>();
  let records = 0;
  let unsaid = 0;
  const fault = (file: string, line: number, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ file, line, message });
    else problems[MOST_PROBLEMS - 1] = { file, line, message: `${message} (and ${++unsaid} before it)` };
  };
  const take = (reading: Reading, file: string, line: number): void => {
    if ('problem' in reading) return fault(file, line, reading.problem);
    if ('skipped' in reading) {
      skipped.set(reading.skipped, (skipped.get(reading.skipped) ?? 0) + 1);
      return;
    }
    for (const flow of reading.flows) {
      const key = JSON.stringify(flow);
      const known = seen.get(key);
      if (known) known.count++;
      else seen.set(key, { flow, file, line, count: 1 });
    }
  };
  const add = (record: Json, file: string, line: number, declared = false): void => {
    records++;
    take(readRecord(record, declared), file, line);
  };
  return {
    add,
    addLine(text, file, line, declared) {
      if (text.trim() === '') return;
      try {
        add(JSON.parse(text) as Json, file, line, declared);
      } catch {
        records++;
        fault(file, line, 'the line is no JSON');
      }
    },
    fault,
    flows: () => [...seen.values()].map(({ flow, ...where }) => ({ ...flow, ...where })),
    problems,
    skipped,
    get records() {
      return records;
    },
  };
}
