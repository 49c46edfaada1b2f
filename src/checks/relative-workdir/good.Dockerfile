FROM debian:13
WORKDIR /srv
WORKDIR "/srv/a b"
WORKDIR $HOME/app
WORKDIR C:\\app
