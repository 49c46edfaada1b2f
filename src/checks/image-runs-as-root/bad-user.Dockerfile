FROM debian:13 AS base
USER app

FROM base AS middle
ARG RUN_AS=0
# expect: image-runs-as-root
USER ${RUN_AS}:app

FROM middle
CMD ["server"]
