FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM --platform=${TARGETPLATFORM:-linux/amd64} alpine:3.22
FROM debian:13
