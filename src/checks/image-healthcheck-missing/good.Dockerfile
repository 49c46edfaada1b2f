FROM debian:13 AS base
HEALTHCHECK --interval=30s CMD ["server", "--health"]

FROM base
CMD ["server"]
