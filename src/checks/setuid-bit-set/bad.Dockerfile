FROM debian:13
# expect: setuid-bit-set
RUN chmod u+s /usr/bin/tool
# expect: setuid-bit-set
RUN chmod 4755 /usr/bin/tool
# expect: setuid-bit-set
RUN chmod g=rxs,o=rx /usr/bin/other && chmod +x /usr/bin/x
# expect: setuid-bit-set
COPY --chmod=6755 tool /usr/bin/tool
