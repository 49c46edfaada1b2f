FROM debian:13
# expect: world-writable-file
RUN chmod 777 /srv
RUN mkdir /data && \
    # expect: world-writable-file
    chmod -R 0666 /data
# expect: world-writable-file
RUN chmod a+rwx /run/app && chmod u=rwx,o+w /run/x
# expect: world-writable-file
COPY --chmod=777 app /app
