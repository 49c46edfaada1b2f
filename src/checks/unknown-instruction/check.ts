import { defineCheck } from '../../model/check.ts';
import { dockerfileOf } from '../../dockerfile/dockerfile.ts';

const KNOWN: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

export default defineCheck({
  id: 'unknown-instruction',
  title: 'Unknown Dockerfile instruction',
  severity: 'medium',
  category: 'dockerfile',
  profile: 'recommended',
  why: 'The build stops here; where a line continuation was lost, the lines before do less than they seem to.',
  remedy: 'Correct the keyword, or join the line to the one before.',
  references: ['https://docs.docker.com/reference/dockerfile/#format'],
  types: ['Dockerfile'],

  find(resource) {
    const { args, stages } = dockerfileOf(resource);
    const unknown = [...args, ...stages.flatMap((stage) => stage.instructions)].filter(
      ({ keyword }) => !KNOWN.has(keyword) && /^[A-Z]+$/.test(keyword),
    );
    return unknown.map(({ path, keyword }) => ({
      path: [...path, 'instruction'],
      message: `${keyword} is no instruction`,
    }));
  },
});
