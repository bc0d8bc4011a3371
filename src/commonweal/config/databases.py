"""How a database or a file store named in a setting becomes Django's own configuration."""

from pathlib import Path
from typing import Any

from commonweal.config.reading import Server

# WAL lets readers go on while one writes; FULL loses no committed row on power loss, and cost nothing measurable.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA cache_size=-16000;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;"
)


def configuration(server: Server, *, data_dir: Path, connection_seconds: int) -> dict[str, Any]:
    """Django's DATABASES entry for a `sqlite` or `postgresql` server."""
    if server.scheme == "sqlite":
        name = data_dir / server.path.lstrip("/") if not server.path.startswith("//") else Path(server.path[1:])
        return {
            "ENGINE": "commonweal.core.sqlite",
            "NAME": name,
            # No CONN_MAX_AGE: a connection kept open would go on writing to the old file after a restore put a new
            # one in its place. Opening one costs under a millisecond.
            # IMMEDIATE: a transaction that will write takes its turn when it begins, so none fails half-way.
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
            # A file, because threads of a live server cannot share a database in memory.
            "TEST": {"NAME": str(data_dir / "test.sqlite3")},
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": server.path.lstrip("/"),
        "HOST": server.host,
        "PORT": server.port or "",
        "USER": server.user,
        "PASSWORD": server.password,
        "CONN_MAX_AGE": connection_seconds,
        "CONN_HEALTH_CHECKS": True,
        # JIT compiles short queries for longer than they run.
        "OPTIONS": {"options": "-c jit=off"},
    }


def file_store(server: Server, *, data_dir: Path, region: str, has_tls: bool) -> dict[str, Any]:
    """Django's STORAGES entry for a `folder` or an `s3` store; nothing in either has a public address."""
    if server.scheme == "folder":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": str(data_dir / server.path.lstrip("/")),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    port = f":{server.port}" if server.port else ""
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": server.path.strip("/"),
            "access_key": server.user,
            "secret_key": server.password,
            "endpoint_url": f"{'https' if has_tls else 'http'}://{server.host}{port}",
            "region_name": region,
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
            # What is read back goes through a file on disk from here on, instead of all of it through memory.
            "max_memory_size": 2 * 1024 * 1024,
        },
    }
