FROM alpine:3.22 AS base
USER root
RUN adduser -D app
USER app

FROM base
ONBUILD USER root
CMD ["/bin/server"]
