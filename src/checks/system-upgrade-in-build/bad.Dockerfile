FROM debian:13
# expect: system-upgrade-in-build
RUN apt-get update && apt-get upgrade -y
RUN apt-get update && \
    # expect: system-upgrade-in-build
    apt-get -y dist-upgrade

FROM fedora:43
# expect: system-upgrade-in-build
RUN dnf -y update
# expect: system-upgrade-in-build
RUN yum upgrade -y && yum clean all

FROM alpine:3.22
# expect: system-upgrade-in-build
RUN apk --no-cache upgrade
