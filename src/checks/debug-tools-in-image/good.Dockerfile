FROM debian:13 AS debug
RUN apt-get install -y gdb strace

FROM debian:13
RUN apt-get install -y ca-certificates curl
RUN apt-get purge -y netcat-openbsd
RUN echo nmap
