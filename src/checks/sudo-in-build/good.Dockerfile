FROM debian:13
RUN apt-get install -y sudo
RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app
RUN rm /usr/bin/sudo
