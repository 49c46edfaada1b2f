import type { Inventory } from '../model/inventory.ts';
import { asString } from '../std/value.ts';
import type { Part } from './part.ts';

/** What gives pods of an EKS cluster rights in the account as themselves. */
const SIGNS = ['aws_iam_openid_connect_provider', 'aws_eks_pod_identity_association'];
const AGENT = 'eks-pod-identity-agent';

/** Whether nothing in Terraform gives the pods of an EKS cluster an identity of their own. */
export function podsHaveNoIdentity({ dialect, keys }: Part, inventory: Inventory): boolean {
  if (dialect !== 'terraform' || keys !== 'exact') return false;
  const agent = inventory.ofType('aws_eks_addon').some(({ object }) => asString(object['addon_name']) === AGENT);
  return !agent && SIGNS.every((type) => inventory.ofType(type).length === 0);
}
