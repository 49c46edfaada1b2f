FROM debian:13
RUN set -euo pipefail; curl https://example.com/x.tgz | tar xz
RUN set -o pipefail && curl https://example.com/x.tgz | tar xz
RUN a || b && echo "x | y"
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN curl https://example.com/x | tar x
