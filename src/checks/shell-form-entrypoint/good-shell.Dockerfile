FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
CMD exec server
