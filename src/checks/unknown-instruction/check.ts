import { defineCheck, type Violation } from '../../model/check.ts';
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
    const found: Violation[] = [];
    for (const { path, keyword } of [...args, ...stages.flatMap((stage) => stage.instructions)]) {
      if (!KNOWN.has(keyword) && /^[A-Z]+$/.test(keyword))
        found.push({ path: [...path, 'instruction'], message: `${keyword} is no instruction` });
    }
    return found;
  },
});
