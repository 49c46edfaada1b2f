import { settingCheck, wrong, on, type Problem } from '../../cloud/setting-check.ts';
import { allowed } from '../../cloud/aws-iam.ts';
import { googleGrants } from '../../cloud/google-iam.ts';
import { everyone } from '../../cloud/grants.ts';
import { azureRegistry } from '../../cloud/registry.ts';
import type { JsonObject } from '../../model/json.ts';

export default settingCheck({
  id: 'registry-open-to-everyone',
  title: 'Registry is open to everyone',
  severity: 'high',
  profile: 'recommended',
  why: "Anyone can pull the images, with the code and the secrets that got into them; where everyone may push, anyone's code runs in the cluster.",
  remedy: 'Name the accounts that may pull, and switch anonymous pull off.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
    'https://cloud.google.com/artifact-registry/docs/access-control',
    'https://learn.microsoft.com/en-us/azure/container-registry/anonymous-pull-access',
  ],
  rules: [wrong(azureRegistry.anonymousPull, on)],
  others: [
    { types: ['aws_ecr_repository_policy', 'aws_ecr_registry_policy'], find: ({ object }) => openStatements(object) },
    {
      types: ['google_artifact_registry_repository_iam_member', 'google_artifact_registry_repository_iam_binding'],
      find: (resource) =>
        googleGrants(resource)
          .filter(({ member }) => member === 'allUsers' || member === 'allAuthenticatedUsers')
          .map(({ path, member, role }) => ({ path, message: `${role} of the repository is granted to ${member}` })),
    },
  ],
});

function openStatements(object: JsonObject): Problem[] {
  return allowed(object['policy'], ['policy'])
    .filter(({ principal, condition }) => everyone(principal) && condition === undefined)
    .map(({ path, actions }) => ({
      path,
      message: `the policy allows ${actions.join(', ') || 'everything'} to every account`,
    }));
}
