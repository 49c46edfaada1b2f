import { defineCheck } from '../../model/check.ts';
import { buildImagesOf } from '../../dockerfile/images.ts';

export default defineCheck({
  id: 'base-image-digest-missing',
  title: 'Base image is not pinned by digest',
  severity: 'low',
  category: 'dockerfile',
  profile: 'all',
  why: 'A tag can be pointed at another image by whoever controls the registry or the account; only a digest names one exact image.',
  remedy: 'Write the image as name:tag@sha256:… and let a bot raise it.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  types: ['Dockerfile'],

  find(resource) {
    const loose = buildImagesOf(resource).filter(({ digest }) => digest === undefined);
    return loose.map(({ path, image }) => ({ path, message: `${image} has no digest` }));
  },
});
