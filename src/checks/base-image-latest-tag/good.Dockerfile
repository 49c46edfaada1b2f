ARG VERSION=1.25
ARG RUNTIME
FROM golang:${VERSION} AS build
COPY --from=busybox:1.37 /bin/busybox /bin/

FROM build AS test
FROM ${RUNTIME} AS runtime
FROM alpine@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
COPY --from=build /app /app
COPY --from=1 /app /app
RUN --mount=type=cache,target=/root/.cache true

FROM scratch
COPY --from=build /app /app
