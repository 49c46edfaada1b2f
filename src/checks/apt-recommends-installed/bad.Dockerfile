FROM debian:13
# expect: apt-recommends-installed
RUN apt-get update && apt-get install -y curl
# expect: apt-recommends-installed
RUN apt -y install git
