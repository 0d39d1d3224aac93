"""A store of objects on this machine: moto's server on loopback, which answers as S3 does."""

from __future__ import annotations

import itertools

import pytest

from akn.places import Url

_BUCKETS = itertools.count(1)
SECRET = "s3cr3t-of-the-store"  # noqa: S105  # it opens nothing


@pytest.fixture(scope="session")
def s3_server():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_environment(s3_server):
    return {
        "AWS_ENDPOINT_URL": s3_server,
        "AWS_ACCESS_KEY_ID": "AKIDOFTHETESTS",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }


@pytest.fixture
def bucket(s3_environment, monkeypatch):
    """An empty bucket of its own, as a `Url` and as fsspec has it."""
    import s3fs

    from akn.places import store

    for name, value in s3_environment.items():
        monkeypatch.setenv(name, value)
    store.forget()
    name = f"bucket-{next(_BUCKETS)}"
    system = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    system.call_s3(
        "create_bucket", Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    return Url.read(f"s3://{name}"), system
