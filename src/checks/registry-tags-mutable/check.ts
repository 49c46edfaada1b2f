import { settingCheck, wrong, off, oneOf } from '../../cloud/setting-check.ts';
import { ecr, artifactRegistry } from '../../cloud/registry.ts';
import { valueOf } from '../../cloud/fact.ts';

export default settingCheck({
  id: 'registry-tags-mutable',
  title: 'Tags of the registry can be moved to other images',
  severity: 'low',
  profile: 'all',
  why: 'Whoever may push can replace what a tag means: the next pod that starts runs another image than the one that was tested.',
  remedy: 'Set image_tag_mutability to IMMUTABLE (ECR), or docker_config.immutable_tags to true (Artifact Registry).',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    'https://cloud.google.com/artifact-registry/docs/repositories/create-repos',
  ],
  rules: [
    wrong(ecr.mutability, oneOf('MUTABLE', 'MUTABLE_WITH_EXCLUSION')),
    wrong(artifactRegistry.immutableTags, off, {
      unless: (part) => valueOf(part, artifactRegistry.format) !== 'DOCKER',
    }),
  ],
});
