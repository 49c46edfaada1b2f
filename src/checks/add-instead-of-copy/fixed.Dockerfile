FROM node:24
# expect: add-instead-of-copy
COPY package.json package-lock.json /src/
# expect: add-instead-of-copy
COPY . /src
# expect: add-instead-of-copy
COPY --chown=node:node ["a folder", "/src/a"]
