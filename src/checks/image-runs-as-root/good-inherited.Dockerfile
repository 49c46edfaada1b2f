ARG VARIANT=nonroot
FROM gcr.io/distroless/base-debian12:${VARIANT}
ENTRYPOINT ["/server"]
