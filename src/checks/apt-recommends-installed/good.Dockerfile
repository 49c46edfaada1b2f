FROM debian:13 AS build
RUN apt-get install -y build-essential

FROM debian:13
RUN apt-get install -y --no-install-recommends curl
RUN apt-get -o APT::Install-Recommends=false install -y git
RUN apk add --no-cache git
