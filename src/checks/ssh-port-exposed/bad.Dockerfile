FROM debian:13 AS base
# expect: ssh-port-exposed
EXPOSE 22
FROM base
# expect: ssh-port-exposed
EXPOSE 8080 20-25/tcp
