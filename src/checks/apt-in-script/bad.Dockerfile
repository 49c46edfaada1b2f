FROM debian:13
# expect: apt-in-script
RUN apt update && \
    # expect: apt-in-script
    apt -y install curl
# expect: apt-in-script
RUN apt search x
