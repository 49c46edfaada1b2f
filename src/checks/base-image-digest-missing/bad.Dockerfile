# expect: base-image-digest-missing
FROM golang:1.25.3 AS build
RUN go build -o /app .

# expect: base-image-digest-missing
FROM gcr.io/distroless/static:nonroot
# expect: base-image-digest-missing
COPY --from=busybox:1.37 /bin/busybox /bin/
COPY --from=build /app /app
