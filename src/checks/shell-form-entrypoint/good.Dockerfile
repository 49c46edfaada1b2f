FROM debian:13 AS build
CMD make

FROM debian:13
ENTRYPOINT ["/server", "--port", "8080"]
CMD []
