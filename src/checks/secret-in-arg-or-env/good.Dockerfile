FROM node:24
ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305 \
    DB_PASSWORD_FILE=/run/secrets/db \
    TOKEN_URL=https://id.example.com/token \
    PUBLIC_KEY=abc \
    API_TOKEN="" \
    TLS_SECRET=/run/secrets/tls \
    TOKEN_TTL=300 \
    KEYBOARD=us
ARG PASSWORD_MIN_LENGTH=12
ARG CACHE_KEY
RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci
