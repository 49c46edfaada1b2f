FROM debian:13
# expect: package-cache-left
RUN apt-get update && apt-get install -y curl
RUN apt-get clean \
 # expect: package-cache-left
 && apt-get update \
 && apt-get install -y git \
 && rm -rf /var/lib/apt
# expect: package-cache-left
RUN pip install --upgrade pip
