FROM debian:13
RUN curl -fsSL https://example.com/tool.tgz | tar xz
RUN curl -fsSLO https://example.com/x.sh && echo "0123  x.sh" | sha256sum -c - && sh x.sh
RUN curl https://example.com/x.json | python3 parse.py && curl https://example.com/x.json | jq .
RUN curl https://example.com/x || sh fallback.sh
RUN echo 'curl x | sh' && cat x | sh
RUN curl https://example.com/key | gpg --dearmor > key.gpg
RUN curl https://example.com/list | sh -c 'sort'
