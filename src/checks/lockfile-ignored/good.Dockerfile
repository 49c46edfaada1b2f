FROM node:24
RUN npm ci && npm install -g typescript@5.9.3
RUN npm install --global && yarn install --frozen-lockfile
RUN yarn --version && yarn run build
RUN yarn install --immutable
