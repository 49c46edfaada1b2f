import type { Inventory } from '../model/inventory.ts';
import type { Json } from '../model/json.ts';
import type { Resource } from '../model/resource.ts';
import type { Severity } from '../model/severity.ts';
import { asObject, asStrings } from '../std/value.ts';
import { awsGrants, GRANT_TYPES, type Grant } from './aws-iam.ts';
import { assignmentOf, type Assignment } from './azure-roles.ts';
import { googleGrants, PROJECT_GRANTS, usedBy, type RoleGrant } from './google-iam.ts';
import type { Problem, ResourceRule } from './setting-check.ts';

/** What is bad about a right of a cluster, by cloud: a clause about the right, and how bad it is where not as the rule says. */
export interface GrantJudgement {
  readonly aws?: (grant: Grant) => Verdict | undefined;
  readonly google?: (grant: RoleGrant, use: 'nodes' | 'pods') => Verdict | undefined;
  /** Types of grants besides those on projects, folders and organizations. */
  readonly googleTypes?: readonly string[];
  readonly azure?: (assignment: Assignment, resource: Resource) => Verdict | undefined;
}

interface Verdict {
  readonly says: string;
  readonly severity?: Severity;
}

/** Rules over the rights in the cloud of nodes, pods and control planes. */
export function grantRules({ aws, google, googleTypes = [], azure }: GrantJudgement): ResourceRule[] {
  const rules: ResourceRule[] = [];
  if (aws) rules.push({ types: GRANT_TYPES, find: (resource, { inventory }) => awsProblems(resource, inventory, aws) });
  if (google) {
    const types = [...PROJECT_GRANTS, ...googleTypes];
    rules.push({ types, find: (resource, { inventory }) => googleProblems(resource, inventory, google) });
  }
  if (azure) {
    const types = ['azurerm_role_assignment'];
    rules.push({ types, find: (resource, { inventory }) => azureProblems(resource, inventory, azure) });
  }
  return rules;
}

function awsGrantsByResource(inventory: Inventory) {
  return Map.groupBy(awsGrants(inventory), (grant) => grant.resource);
}

function awsProblems(resource: Resource, inventory: Inventory, judge: NonNullable<GrantJudgement['aws']>): Problem[] {
  const said = new Set<string>();
  return (inventory.derive(awsGrantsByResource).get(resource) ?? []).flatMap((grant) => {
    const verdict = judge(grant);
    const key = JSON.stringify([grant.path, verdict?.says]);
    if (!verdict || said.has(key)) return [];
    said.add(key);
    return [
      problem(
        grant.path,
        verdict,
        `of the role ${grant.role}, which ${doer(grant.use)} act${grant.use === 'the control plane' ? 's' : ''} as`,
      ),
    ];
  });
}

function googleProblems(
  resource: Resource,
  inventory: Inventory,
  judge: NonNullable<GrantJudgement['google']>,
): Problem[] {
  return googleGrants(resource).flatMap((grant) => {
    const use = usedBy(grant, resource, inventory);
    const verdict = use && judge(grant, use);
    return use && verdict ? [problem(grant.path, verdict, `of an account that ${doer(use)} act as`)] : [];
  });
}

function azureProblems(
  resource: Resource,
  inventory: Inventory,
  judge: NonNullable<GrantJudgement['azure']>,
): Problem[] {
  const assignment = assignmentOf(resource, inventory);
  const verdict = assignment && judge(assignment, resource);
  if (!assignment || !verdict) return [];
  return [
    problem(
      ['role_definition_name'],
      verdict,
      `of an identity that ${doer(assignment.use)} act${assignment.use === 'the cluster' ? 's' : ''} as`,
    ),
  ];
}

function doer(use: string): string {
  return use.startsWith('the ') ? use : `the ${use}`;
}

function problem(path: Problem['path'], { says, severity }: Verdict, whose: string): Problem {
  return { path, message: `${says} ${whose}`, ...(severity && { severity }) };
}

/** Whether a pattern of actions (`iam:*`, `iam:Pass*`) takes in an action. AWS compares them without regard to case. */
export function covers(pattern: string, action: string): boolean {
  const [wanted, parts] = [action.toLowerCase(), pattern.toLowerCase().split('*')];
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return wanted === first;
  if (!wanted.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const part of rest) {
    const found = wanted.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return wanted.length - last.length >= at && wanted.endsWith(last);
}

/** `*` as a principal, alone or of AWS. */
export function everyone(principal: Json | undefined): boolean {
  const aws = asObject(principal)['AWS'];
  return principal === '*' || aws === '*' || asStrings(aws).includes('*');
}
