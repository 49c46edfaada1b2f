# expect: secret-in-arg-or-env
ARG NPM_TOKEN
FROM node:24 AS build
# expect: secret-in-arg-or-env
ARG AWS_SECRET_ACCESS_KEY=not-a-real-key
# expect: secret-in-arg-or-env
ENV DB_USER=app DB_PASSWORD=example-only
ENV PORT=8080 \
    # expect: secret-in-arg-or-env
    API_KEY="0123-fake" \
    DEBUG=false
# expect: secret-in-arg-or-env
ENV SESSION_SECRET keyboard-cat
# expect: secret-in-arg-or-env
ENV REGISTRY_TOKEN=$NPM_TOKEN
