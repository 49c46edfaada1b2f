FROM debian:13
# expect: package-signature-unchecked
RUN apt-get update && apt-get install -y --allow-unauthenticated tool
# expect: package-signature-unchecked
RUN apt-get -o APT::Get::AllowUnauthenticated=true install -y tool
# expect: package-signature-unchecked
RUN apt-get install --force-yes -y tool
FROM fedora:43
# expect: package-signature-unchecked
RUN dnf install -y --nogpgcheck tool
# expect: package-signature-unchecked
RUN rpm -i --nosignature tool.rpm
# expect: package-signature-unchecked
RUN yum install -y --setopt=gpgcheck=0 tool
FROM alpine:3.22
# expect: package-signature-unchecked
RUN apk add --allow-untrusted tool.apk
