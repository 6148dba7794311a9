"""What holds for every test: property tests are judged by what they find, never by how long the machine took."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.postgres import stop_server

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_sessionfinish() -> None:
    """Stop the PostgreSQL that this process has started for its tests, if any."""
    stop_server()
