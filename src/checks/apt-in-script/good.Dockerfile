FROM debian:13
RUN apt-get update && apt-get install -y curl
RUN apt-cache search x
RUN rm -rf /var/lib/apt/lists/*
