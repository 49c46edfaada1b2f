FROM debian:13
# expect: apt-in-script
RUN apt-get update && \
    # expect: apt-in-script
    apt-get -y install curl
# expect: apt-in-script
RUN apt search x
