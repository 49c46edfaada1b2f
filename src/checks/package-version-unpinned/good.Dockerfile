FROM python:3.13
RUN apt-get install -y ./tool.deb git=1:2.47.3-0+deb13u1 ${EXTRA}
RUN apk add --no-cache 'curl=8.14.1-r2' git~=2.49
RUN pip install -r requirements.txt && pip install . && pip install flask==3.1.0 git+https://example.com/x@v1
RUN npm install -g typescript@5.9.3 @types/node@24 && npm ci && npm install
RUN gem install rails -v 8.0.2 && gem install rake:13.3.0
RUN dnf install -y nginx-1.28.0 && yum install -y https://example.com/x.rpm
