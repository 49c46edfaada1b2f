ARG BASE
FROM ${BASE} AS build
FROM alpine:3.22@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1 AS tools
FROM scratch
COPY --from=build /app /app
COPY --from=tools /bin/busybox /bin/busybox
