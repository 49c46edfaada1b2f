FROM debian:13
RUN useradd -m app && passwd -l root && usermod -L app
RUN adduser --disabled-password app
RUN mkdir -p /x && useradd -u 1000 -g 1000 app
