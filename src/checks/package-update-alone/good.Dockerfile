FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN apt-get update \
 && apt-get -y upgrade
RUN set -e; apk update; apk add curl
RUN yum update -y
