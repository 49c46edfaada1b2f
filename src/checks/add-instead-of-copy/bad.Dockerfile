FROM node:24
# expect: add-instead-of-copy
ADD package.json package-lock.json /src/
# expect: add-instead-of-copy
ADD . /src
# expect: add-instead-of-copy
ADD --chown=node:node ["a folder", "/src/a"]
