FROM debian:13
# expect: build-tls-verification-off
RUN curl -fsSLk https://example.com/tool -o tool
# expect: build-tls-verification-off
RUN curl --insecure https://example.com/tool && true
RUN set -e; \
    # expect: build-tls-verification-off
    wget -q --no-check-certificate https://example.com/tool
# expect: build-tls-verification-off
RUN git config --global http.sslVerify false
# expect: build-tls-verification-off
RUN git -c http.sslVerify=false clone https://example.com/x.git
# expect: build-tls-verification-off
RUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/x.git
# expect: build-tls-verification-off
RUN npm config set strict-ssl false
# expect: build-tls-verification-off
RUN pip install --trusted-host pypi.example.com tool
# expect: build-tls-verification-off
RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && npm ci
# expect: build-tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# expect: build-tls-verification-off
RUN dnf install -y --setopt=sslverify=0 tool
# expect: build-tls-verification-off
RUN apt-get -o Acquire::https::Verify-Peer=false update
# expect: build-tls-verification-off
RUN ["curl", "-k", "https://example.com"]
