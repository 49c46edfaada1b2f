import type { Note, Policy, Ports } from './policy.ts';
import type { Settings } from './settings.ts';

const TOLD: Readonly<Record<NonNullable<Settings['sctp']>, string>> = {
  ignored: 'which this network does not look at',
  optional: 'which counts only where the network has it enabled',
  undocumented: 'of which the documentation of this network says nothing',
};

/** Rules that name SCTP, on a network that may not look at it; meshes never do. */
export function sctpNotes(policies: readonly Policy[], sctp: NonNullable<Settings['sctp']>): Note[] {
  return policies.flatMap(({ resource, filter, ingress = [], egress = [] }) => {
    const rules = filter === 'mesh' ? [] : [...ingress, ...egress];
    const found = rules.filter(({ ports }) => ports && namesSctp(ports));
    return found.map(({ path, name }) => ({ resource, path, message: `rule ${name} names SCTP, ${TOLD[sctp]}` }));
  });
}

/** Where TCP is meant too, all protocols may be: nobody has named this one. */
function namesSctp({ ranges, named }: Ports): boolean {
  const protocols = new Set([...ranges, ...named].map(({ protocol }) => protocol));
  return protocols.has('SCTP') && !(protocols.has('TCP') && protocols.has('UDP'));
}
