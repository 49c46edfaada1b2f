FROM python:3.13
# expect: package-version-unpinned
RUN apt-get update && apt-get install -y curl git=1:2.47.3-0+deb13u1
# expect: package-version-unpinned
RUN apk add --no-cache --virtual .deps gcc
# expect: package-version-unpinned
RUN pip install --no-cache-dir flask requests==2.32.5 'uvicorn>=0.30'
# expect: package-version-unpinned
RUN npm install -g typescript @types/node
# expect: package-version-unpinned
RUN gem install rails
# expect: package-version-unpinned
RUN dnf install -y nginx
