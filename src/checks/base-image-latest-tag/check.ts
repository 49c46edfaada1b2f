import { defineCheck } from '../../model/check.ts';
import { buildImagesOf } from '../../dockerfile/images.ts';

export default defineCheck({
  id: 'base-image-latest-tag',
  title: 'Base image has no fixed version',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'The tag moves: the same Dockerfile builds another image tomorrow, with whatever was published in between, and nobody can tell what a build contained.',
  remedy: 'Name a version, and better its digest, and let a bot such as Renovate raise it.',
  references: [
    'https://docs.docker.com/build/building/best-practices/#pin-base-image-versions',
    'https://docs.docker.com/reference/dockerfile/#from',
  ],
  types: ['Dockerfile'],
  covers: ['base-image-digest-missing'],

  find(resource) {
    const latest = buildImagesOf(resource).filter(
      ({ tag = 'latest', digest }) => tag === 'latest' && digest === undefined,
    );
    return latest.map(({ path, image, tag }) => ({
      path,
      message: tag === undefined ? `${image} has no tag, which means latest` : `${image} has the tag latest`,
    }));
  },
});
