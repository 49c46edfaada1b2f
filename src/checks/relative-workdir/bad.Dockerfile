FROM debian:13
# expect: relative-workdir
WORKDIR app
WORKDIR /srv
# expect: relative-workdir
WORKDIR ./web
