FROM alpine:3.22
# expect: maintainer-deprecated
MAINTAINER Ada Example <ada@example.com>
RUN true
# expect: maintainer-deprecated
maintainer "Team Web"
