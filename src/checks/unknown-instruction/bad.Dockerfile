FROM alpine:3.22
# expect: unknown-instruction
RUNN apk add curl
RUN apk add --no-cache \
      curl
# expect: unknown-instruction
      git
# expect: unknown-instruction
ENTRYPONT ["/app"]
