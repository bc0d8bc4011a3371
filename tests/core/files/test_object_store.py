"""The same doors on an S3-compatible store: a server on this machine, reached by the operator's own setting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from commonweal.config import databases, environment
from commonweal.core import files
from commonweal.core.files import Kind, StoredFile
from tests.core.files import samples

AT = datetime(2026, 6, 17, 9, 30, tzinfo=UTC)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    yield server.get_host_and_port()[1]
    server.stop()


@pytest.fixture
def bucket(port: int, settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("COMMONWEAL_FILE_STORE", f"s3://key:secret@127.0.0.1:{port}/uploads")
    backend = databases.file_store(
        environment.file_store(), data_dir=settings.DATA_DIR, region="eu-west-2", has_tls=False
    )
    settings.STORAGES = settings.STORAGES | {"default": backend}
    service = boto3.resource(
        "s3",
        endpoint_url=f"http://127.0.0.1:{port}",
        region_name="eu-west-2",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    bucket = service.create_bucket(Bucket="uploads", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield bucket
    bucket.objects.all().delete()
    bucket.delete()


def keys(bucket: Any) -> list[str]:
    return sorted(entry.key for entry in bucket.objects.all())


def test_object_store_put_and_get(bucket: Any) -> None:
    stored = files.accept(samples.upload(samples.PDF, "Rosa's accounts.pdf"), kinds={Kind.PDF}, at=AT)

    response = files.send(stored)
    received = b"".join(response.streaming_content)
    response.file_to_stream.close()
    entry = bucket.Object(stored.storage_key).get()
    assert (received, keys(bucket), "Rosa" in str(entry)) == (samples.PDF, [stored.storage_key], False)


def test_object_store_picture(bucket: Any) -> None:
    stored = files.accept(samples.upload(samples.telling_jpeg()), kinds=files.PICTURES, at=AT)

    kept = bucket.Object(stored.storage_key).get()["Body"].read()
    assert (len(kept), b"Telefono" in kept) == (stored.size, False)


def test_object_store_delete_and_sweep(bucket: Any) -> None:
    next_year = AT + timedelta(days=365)
    going = files.accept(samples.upload(samples.PDF), kinds={Kind.PDF}, at=AT)
    staying = files.accept(samples.upload(samples.PDF), kinds={Kind.PDF}, at=next_year)
    bucket.put_object(Key="ab/orphan", Body=b"half a fi")

    files.delete(going)
    too_young = files.sweep_orphans(at=AT, older_than=timedelta(days=1))
    removed = files.sweep_orphans(at=next_year, older_than=timedelta(days=1))

    assert (too_young, removed) == (0, 1)
    assert (keys(bucket), list(StoredFile.objects.all())) == ([staying.storage_key], [staying])
