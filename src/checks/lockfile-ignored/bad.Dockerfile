FROM node:24
COPY package.json package-lock.json ./
# expect: lockfile-ignored
RUN npm install --omit=dev
# expect: lockfile-ignored
RUN npm i && npm run build
# expect: lockfile-ignored
RUN yarn install --production
