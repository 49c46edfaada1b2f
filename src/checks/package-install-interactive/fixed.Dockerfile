FROM debian:13
RUN apt-get update && \
    # expect: package-install-interactive
    apt-get install -y --no-install-recommends curl && \
    # expect: package-install-interactive
    sudo yum install -y git
# expect: package-install-interactive
RUN zypper install -y git
RUN <<EOF
# expect: package-install-interactive
DEBIAN_FRONTEND=noninteractive apt install -y vim
EOF
