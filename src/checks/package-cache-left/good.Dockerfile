FROM golang:1.25 AS build
RUN apt-get update && apt-get install -y git

FROM debian:13
ENV PIP_NO_CACHE_DIR=1
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y git
RUN pip install flask
RUN apk add --no-cache curl
RUN apk add curl && rm -rf /var/cache/apk/*
RUN yum install -y git && yum clean all
RUN dnf install -y git && dnf clean all && rm -rf /var/cache/dnf
RUN apt-get install -y wget
RUN echo apt-get update
