FROM debian:13
# expect: download-piped-to-shell
RUN curl -fsSL https://example.com/install.sh | sh
RUN apt-get update && \
    # expect: download-piped-to-shell
    wget -qO- https://example.com/install.sh | sudo -E bash - && \
    true
# expect: download-piped-to-shell
RUN curl https://example.com/x.gz | gunzip | tee log | /bin/bash -s -- --yes
# expect: download-piped-to-shell
RUN sh -c "$(curl -fsSL https://example.com/install.sh)"
# expect: download-piped-to-shell
RUN bash <(curl -s https://example.com/install.sh)
# expect: download-piped-to-shell
RUN curl -sSL https://example.com/install.py | python3 -
# expect: download-piped-to-shell
RUN bash -c 'curl https://example.com/x | bash'
# expect: download-piped-to-shell
RUN ["/bin/bash", "-c", "curl https://example.com/x | sh"]
