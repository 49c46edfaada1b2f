FROM debian:13
RUN apt-get install -y --no-install-recommends tool
RUN echo --allow-unauthenticated
RUN dnf install -y --setopt=gpgcheck=1 tool
RUN apk add --no-cache tool
RUN zypper --gpg-auto-import-keys install -y tool
