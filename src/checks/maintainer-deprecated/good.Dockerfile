FROM alpine:3.22
LABEL org.opencontainers.image.authors="ada@example.com"
# MAINTAINER nobody
