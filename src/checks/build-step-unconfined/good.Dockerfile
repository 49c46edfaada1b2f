FROM debian:13
RUN --security=sandbox true
RUN --network=none make
RUN echo --security=insecure
