import { settingCheck, type Problem } from '../../cloud/setting-check.ts';
import { trustOf, trustsServiceAccounts } from '../../cloud/aws-iam.ts';
import { blocks, hasUnknown, isUnknown, unknownText } from '../../cloud/value.ts';
import type { Json, Path } from '../../model/json.ts';
import { asList, asObject, asString, asStrings, at } from '../../std/value.ts';

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';

/** What a condition compares with which values; undefined where not all of it is known. */
type Conditions = readonly { readonly variable: string; readonly values: readonly string[] }[] | undefined;

export default settingCheck({
  id: 'pod-role-trust-too-wide',
  title: 'Every pod of the EKS cluster can act as the role',
  severity: 'high',
  profile: 'recommended',
  why: 'The trust policy does not say which service account may act as the role, so any pod of the cluster gets its rights.',
  remedy: 'Add a condition StringEquals on <issuer>:sub with system:serviceaccount:<namespace>:<name>.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
  ],
  others: [
    {
      types: ['aws_iam_role'],
      find: (role) =>
        trustOf(role)
          .filter(({ actions }) => actions.includes(WEB_IDENTITY))
          .filter(trustsServiceAccounts)
          .flatMap(({ path, condition }) => judged(path, conditionsOf(condition))),
    },
    {
      types: ['data.aws_iam_policy_document'],
      find: ({ object }) =>
        blocks(object, 'statement')
          .filter(({ value }) => asStrings(value['actions']).includes(WEB_IDENTITY) && hasUnknown(value['condition']))
          .flatMap(({ value, path }) => judged([...path, 'condition'], writtenConditions(value['condition']))),
    },
  ],
});

function judged(path: Path, conditions: Conditions): Problem[] {
  if (!conditions) return [];
  const subjects = conditions.filter(({ variable }) => variable.endsWith(':sub'));
  if (subjects.length === 0) return [{ path, message: 'the trust policy names no service account' }];
  const wide = subjects
    .flatMap(({ values }) => values)
    .find((value) => /^(\*|system:\*|system:serviceaccount:\*(:.*)?)$/.test(value));
  return wide === undefined ? [] : [{ path, message: `the trust policy lets in ${wide}` }];
}

/** A condition that is there but empty had entries that are not known. */
function conditionsOf(condition: Json | undefined): Conditions {
  if (condition === undefined) return [];
  const tests = Object.values(asObject(condition));
  const entries = tests.flatMap((test) => Object.entries(asObject(test)));
  if (entries.length === 0 || hasUnknown(condition)) return undefined;
  return entries.map(([variable, values]) => ({ variable, values: asStrings([values ?? null].flat()) }));
}

/** Blocks of a policy document; the issuer in a variable is seldom known, but what follows it is. */
function writtenConditions(condition: Json | undefined): Conditions {
  const items = asList(condition);
  if (items.length === 0 || items.some((item) => isUnknown(item) || hasUnknown(at(item, 'values')))) return undefined;
  return items.map((item) => ({
    variable: (asString(at(item, 'variable')) ?? unknownText(at(item, 'variable')) ?? '').replace(/"$/, ''),
    values: asStrings(at(item, 'values')),
  }));
}
