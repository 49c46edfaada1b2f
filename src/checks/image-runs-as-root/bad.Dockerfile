# expect: image-runs-as-root
FROM python:3.13-slim
WORKDIR /srv
COPY app.py .
CMD ["python", "app.py"]
