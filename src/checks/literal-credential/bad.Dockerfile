FROM alpine:3.22
# expect: literal-credential
ENV PROXY=https://deployer:S0me-Fake-Pw@proxy.example.com
RUN apk add --no-cache git && \
    # expect: literal-credential
    git clone https://deployer:S0me-Fake-Pw@git.example.com/x.git
# expect: literal-credential
ADD https://deployer:S0me-Fake-Pw@files.example.com/x /x
