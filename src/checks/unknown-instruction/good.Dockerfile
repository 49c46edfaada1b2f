ARG V=3.22
FROM alpine:${V}
run apk add --no-cache curl
RUN <<EOF
GIT pull
EOF
ONBUILD COPY . /src
SHELL ["/bin/sh", "-c"]
STOPSIGNAL SIGTERM
VOLUME /data
MAINTAINER me
INSTALL_PACKAGES_PLACEHOLDER
{{ include "common" }}
