FROM debian:13
# expect: pipe-without-pipefail
RUN curl -fsSL https://example.com/x.tgz | tar xz
RUN set -e; \
    # expect: pipe-without-pipefail
    wget -O - https://example.com/x | gpg --import
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl https://example.com/x | tar x
SHELL ["/bin/sh", "-c"]
# expect: pipe-without-pipefail
RUN cat x | sort > y
