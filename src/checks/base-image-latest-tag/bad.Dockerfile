ARG BASE=node
# expect: base-image-latest-tag
FROM golang:latest AS build
RUN go build -o /app .

# expect: base-image-latest-tag
FROM ${BASE} AS assets
# expect: base-image-latest-tag
COPY --from=registry.example.com:5000/tools/minify /minify /usr/bin/
# expect: base-image-latest-tag
RUN --mount=type=bind,from=ghcr.io/acme/lint:latest,target=/lint /lint/run

FROM gcr.io/distroless/static:nonroot
COPY --from=build /app /app
