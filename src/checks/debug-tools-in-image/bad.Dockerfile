FROM debian:13
# expect: debug-tools-in-image
RUN apt-get update && apt-get install -y curl netcat-openbsd
RUN apt-get install -y \
    # expect: debug-tools-in-image
    gdb=16.3-1 \
    ca-certificates \
    # expect: debug-tools-in-image
    openssh-server
