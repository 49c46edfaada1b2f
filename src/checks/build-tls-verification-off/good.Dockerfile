FROM debian:13
ENV NODE_TLS_REJECT_UNAUTHORIZED=1 GIT_SSL_NO_VERIFY=
RUN curl -fsSL -okernel https://example.com/tool --cacert ca.pem
RUN curl -sSL -H "x: -k" https://example.com/tool
RUN wget -q https://example.com/tool
RUN tar -k -xf x.tar && echo curl -k
RUN git config --global http.sslVerify true && npm config set strict-ssl true
RUN pip install --index-url https://pypi.example.com tool
