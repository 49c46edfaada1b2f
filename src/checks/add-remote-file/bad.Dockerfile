FROM alpine:3.22
# expect: add-remote-file
ADD https://example.com/tool.tar.gz /opt/
# expect: add-remote-file
ADD --chown=1000 ["http://example.com/other", "/opt/other"]
