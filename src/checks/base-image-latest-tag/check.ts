import { defineCheck, type Violation } from '../../model/check.ts';
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
    const found: Violation[] = [];
    for (const { path, image, tag, digest } of buildImagesOf(resource)) {
      if (digest !== undefined || (tag !== undefined && tag !== 'latest')) continue;
      found.push({
        path,
        message: tag === undefined ? `${image} has no tag, which means latest` : `${image} has the tag latest`,
      });
    }
    return found;
  },
});
