import { defineCheck } from '../../model/check.ts';
import { dockerfileOf } from '../../dockerfile/dockerfile.ts';

export default defineCheck({
  id: 'image-healthcheck-missing',
  title: 'Image has no HEALTHCHECK',
  severity: 'info',
  category: 'dockerfile',
  profile: 'all',
  why: 'Docker and Compose see a hanging process as running. Kubernetes does not read HEALTHCHECK and has probes instead.',
  remedy: 'Add HEALTHCHECK with a cheap request, or HEALTHCHECK NONE where only Kubernetes runs the image.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#healthcheck',
    'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const { final, stages } = dockerfileOf(resource);
    const checked = stages.some(
      ({ ships, instructions }) => ships && instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'),
    );
    return final && !checked ? [{ path: final.path, message: 'no stage of the image has a HEALTHCHECK' }] : [];
  },
});
