FROM debian:13
# expect: apt-recommends-installed
RUN apt-get update && apt-get install --no-install-recommends -y curl
# expect: apt-recommends-installed
RUN apt -y install --no-install-recommends git
