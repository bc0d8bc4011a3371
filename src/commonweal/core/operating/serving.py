"""The web server: gunicorn with threads, started from the settings, stopping politely, logging as all else does."""

from __future__ import annotations

import errno
import logging
import random
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn has no types
from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # as above

from commonweal.core.operating import checks, maintenance

logger = logging.getLogger("commonweal.web")


class NotLoopbackError(Exception):
    """A demonstration was to be served where others could reach it."""


class CannotListenError(Exception):
    """Nothing can be served at that address and port; the message says why and which setting to change."""


class QuietLogger(Logger):  # type: ignore[misc]  # as above
    """Gunicorn's lines through our handlers and formatters; no access lines, for `core.requests` writes its own."""

    def setup(self, cfg: object) -> None:
        """Let lines rise to the root logger instead of giving gunicorn handlers of its own."""
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def access(self, *details: object) -> None:
        """Nothing: addresses hold references."""

    def reopen_files(self) -> None:
        """Nothing: there are no files."""


class WebServer(BaseApplication):  # type: ignore[misc]  # as above
    """Gunicorn around our WSGI application."""

    def __init__(self, options: dict[str, Any]) -> None:  # gunicorn's settings are of every type
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Take our options, and none from files or GUNICORN_CMD_ARGS."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:  # a WSGI application
        """The application that the settings name."""
        application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
        return application


def options(*, address: str, port: int, processes: int, threads: int) -> dict[str, Any]:
    """Gunicorn's configuration for serving at `address` and `port`."""
    host = f"[{address}]" if ":" in address else address
    renewal = settings.WEB_RENEWAL_REQUESTS
    return {
        "bind": [f"{host}:{port}"],
        "worker_class": "gthread",
        "workers": processes,
        "threads": threads,
        "timeout": settings.WEB_ANSWER_SECONDS,
        "graceful_timeout": settings.WEB_ANSWER_SECONDS,
        "keepalive": 5,
        # Jitter, so that the processes are not replaced all at the same moment.
        "max_requests": renewal,
        "max_requests_jitter": renewal // 5,
        "preload_app": True,
        "logger_class": QuietLogger,
        "accesslog": None,
        "control_socket_disable": True,
        # Django alone decides whom to believe about https, by COMMONWEAL_BEHIND_PROXY.
        "secure_scheme_headers": {},
        "forwarded_allow_ips": "",
        "proc_name": "commonweal-web",
        "post_worker_init": _begin_process,
    }


def run(
    *,
    address: str | None = None,
    port: int | None = None,
    processes: int | None = None,
    threads: int | None = None,
    allows_demonstration: bool = False,
) -> None:
    """Serve until told to stop (SIGTERM or SIGINT lets answers under way finish). What is not given is in the settings.

    Raises UnsafeStartError when the service is not fit to start, CannotListenError when the address is not this
    machine's or the port is taken, and NotLoopbackError when `allows_demonstration` is asked for at an address that
    others can reach.
    """
    address = address or settings.WEB_ADDRESS
    port = settings.WEB_PORT if port is None else port
    if allows_demonstration and not checks.is_loopback(address):
        raise NotLoopbackError(f"A demonstration is served on this machine only, not at {address}")
    checks.refuse_unsafe_start(allows_demonstration=allows_demonstration, shows_pages=True)
    _refuse_unheard(address, port)
    chosen = options(
        address=address,
        port=port,
        processes=processes or settings.WEB_PROCESSES,
        threads=threads or settings.WEB_THREADS,
    )
    logging.captureWarnings(True)  # Python's own way to the terminal would write their words out
    connections.close_all()  # a connection must not be shared by the processes that are forked from this one
    WebServer(chosen).run()


def _refuse_unheard(address: str, port: int) -> None:
    """Listen for an instant, as gunicorn will. Raises CannotListenError when that cannot be done."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(address.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen()
    except (OSError, UnicodeError) as error:
        raise CannotListenError(_why_not(error, address, port)) from None


def _why_not(error: OSError | UnicodeError, address: str, port: int) -> str:
    reasons = {
        errno.EADDRINUSE: f"Port {port} of {address} is in use: end what listens there, or set COMMONWEAL_WEB_PORT.",
        errno.EACCES: f"Port {port} may not be used by this user: set COMMONWEAL_WEB_PORT to one from 1024 on.",
    }
    other = f"This machine has no address {address}: set COMMONWEAL_WEB_ADDRESS to one it has, such as 127.0.0.1."
    return reasons.get(getattr(error, "errno", 0), other)


def _begin_process(_worker: object) -> None:
    random.seed()  # forked processes would otherwise draw the same numbers
    maintenance.watch()
    logger.info("web process ready")
