# One image for the worker, the pages, the migrations and the preparation of Temporal: the same code, another command.
FROM python:3.13.16-slim-trixie AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r requirements.txt

FROM python:3.13.16-slim-trixie

RUN groupadd --gid 10001 review && useradd --uid 10001 --gid review --no-create-home --shell /usr/sbin/nologin review
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY models models
COPY workflows workflows
COPY activities activities
COPY adapters adapters
COPY desk desk
COPY admin admin
COPY shell shell
COPY policies policies
COPY templates templates
COPY worker.py starter.py ./
RUN /opt/venv/bin/python -m compileall -q .

ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 REVIEW_LOG_JSON=true
USER 10001:10001
STOPSIGNAL SIGTERM
CMD ["python", "worker.py"]
