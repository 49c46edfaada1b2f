FROM debian:13
# expect: sudo-in-build
RUN sudo apt-get update
RUN apt-get update && \
    # expect: sudo-in-build
    DEBIAN_FRONTEND=noninteractive sudo -E apt-get install -y curl
# expect: sudo-in-build
RUN ["sudo", "true"]
