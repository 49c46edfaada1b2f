FROM debian:13 AS build
RUN chmod 777 /src
FROM debian:13
RUN chmod 1777 /tmp && chmod 755 /srv && chmod g+w /srv && chmod o-w /srv && chmod +x app && chmod u+w x
COPY --chmod=0755 app /app
RUN echo chmod 777
