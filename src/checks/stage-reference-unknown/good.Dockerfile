FROM golang:1.25 AS build
FROM alpine:3.22
ARG SOURCE
COPY --from=Build /app /app
COPY --from=0 /app /app
COPY --from=busybox:1.37 /bin/busybox /bin/
COPY --from=ghcr.io/acme/tools /x /x
COPY --from=$SOURCE /y /y
COPY local /local
RUN --mount=type=cache,target=/root/.cache true
