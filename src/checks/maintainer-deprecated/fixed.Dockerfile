FROM alpine:3.22
# expect: maintainer-deprecated
LABEL org.opencontainers.image.authors="Ada Example <ada@example.com>"
RUN true
# expect: maintainer-deprecated
LABEL org.opencontainers.image.authors="Team Web"
