FROM alpine:3.22
ARG TOKEN
RUN git clone https://deployer:${TOKEN}@git.example.com/x.git
RUN --mount=type=secret,id=token git clone https://git.example.com/x.git
