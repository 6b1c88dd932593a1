# Newsroom in an image: `docker build -t newsroom .` The web server by default; the worker and every other command by
# their name: `docker run newsroom python manage.py run_worker`.

FROM python:3.11-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /venv
COPY requirements.txt constraints.txt ./
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt -c constraints.txt

FROM python:3.11-slim-bookworm
# PostgreSQL's client for backups; pango for PDF. Nothing that compiles.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /srv/newsroom --shell /usr/sbin/nologin newsroom
COPY --from=build /venv /venv
WORKDIR /srv/newsroom
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 NEWSROOM_BIND=0.0.0.0:8000
# The files of the pages do not depend on secrets; the key is needed to start at all, and stays in this one step.
RUN NEWSROOM_SECRET_KEY=only-to-collect-static-files python manage.py collectstatic --noinput -v0
USER newsroom
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "newsroom/gunicorn.py", "newsroom.wsgi"]
