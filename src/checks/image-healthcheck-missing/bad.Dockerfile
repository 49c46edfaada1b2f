FROM debian:13 AS build
HEALTHCHECK CMD true

# expect: image-healthcheck-missing
FROM debian:13
CMD ["server"]
