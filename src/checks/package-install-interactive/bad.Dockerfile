FROM debian:13
RUN apt-get update && \
    # expect: package-install-interactive
    apt-get install --no-install-recommends curl && \
    # expect: package-install-interactive
    sudo yum install git
# expect: package-install-interactive
RUN zypper install git
RUN <<EOF
# expect: package-install-interactive
DEBIAN_FRONTEND=noninteractive apt install vim
EOF
