FROM debian:13
RUN apt-get update && apt-get install -y --only-upgrade libssl3
RUN dnf update -y openssl
RUN dnf update -y --security
RUN apk upgrade --no-cache libcrypto3
RUN pip install --upgrade pip
