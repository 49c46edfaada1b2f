FROM debian:13
WORKDIR /srv
RUN cd /opt/app && make install
RUN (cd lib; make) && make
