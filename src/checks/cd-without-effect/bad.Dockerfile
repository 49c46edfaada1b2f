FROM debian:13
# expect: cd-without-effect
RUN cd /srv
# expect: cd-without-effect
RUN mkdir -p /opt/app && cd /opt/app
RUN make
