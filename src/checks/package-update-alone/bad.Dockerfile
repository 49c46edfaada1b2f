FROM debian:13
# expect: package-update-alone
RUN apt-get update
RUN apt-get install -y curl
# expect: package-update-alone
RUN apt-get install -y git && apt-get update

FROM alpine:3.22
# expect: package-update-alone
RUN apk update
