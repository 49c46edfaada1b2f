import { defineCheck } from '../../model/check.ts';
import { dockerfileOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'platform-constant',
  title: 'Base image is fixed to one platform',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'The image is of that architecture whatever the build asks for: on other nodes it runs emulated or not at all.',
  remedy: 'Leave --platform out, or use $BUILDPLATFORM for stages that cross-compile.',
  references: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const constant = dockerfileOf(resource).stages.filter(({ platform = '$' }) => !platform.includes('$'));
    return constant.map(({ platform, path }) => ({
      path: [...path, 'platform'],
      message: `FROM asks for ${platform}`,
    }));
  },
});
