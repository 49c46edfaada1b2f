FROM node:24
COPY .env.example .env.sample /src/
COPY id_rsa.pub public.pem /src/
COPY config/app.env.ts /src/
COPY . /src
COPY credentials.go keyboard.ts /src/
COPY app.json /root/.npmrc
RUN --mount=type=secret,id=env,target=/src/.env npm ci
