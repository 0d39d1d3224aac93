# The page and the API of `akn serve`, for others on the network: they show the key in AKN_SERVE_KEY.
#
#   docker build -t akn .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -e AKN_SERVE_KEY -p 8000:8000 akn
#
# A library is a folder that user 10001 may write:  -v "$PWD/library:/library" akn --library /library
FROM python:3.13-slim AS built

WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY akn akn
COPY schemas schemas
RUN python -m venv /srv/akn \
    && /srv/akn/bin/pip install --no-cache-dir ".[pdf,serve]"

FROM python:3.13-slim

LABEL org.opencontainers.image.title="akn" \
    org.opencontainers.image.description="Parliamentary resolutions to valid Akoma Ntoso 3.0: the page and the API" \
    org.opencontainers.image.licenses="Apache-2.0"
COPY --from=built /srv/akn /srv/akn
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin akn
USER 10001
ENV PATH=/srv/akn/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["akn", "serve", "--host", "0.0.0.0"]
