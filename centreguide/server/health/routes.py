"""`/livez`: the process answers. `/readyz`: it can serve visitors. `/health`: the same truth in one line."""

from dataclasses import asdict

from sanic import Request, Sanic
from sanic.response import HTTPResponse, json

from centreguide.server.health.readiness import Readiness
from centreguide.server.web import READ

OK, NOT_READY = "ok", "not ready"


def add_health(app: Sanic, readiness: Readiness) -> None:
    """Adds the three; 200 where all is good, else 503."""

    @app.route("/livez", methods=READ)
    async def livez(request: Request) -> HTTPResponse:
        return json({"status": OK})

    @app.route("/readyz", methods=READ)
    async def readyz(request: Request) -> HTTPResponse:
        report = await readiness.report()
        good = all(state.good for state in report.values())
        checks = {name: asdict(state) for name, state in report.items()}
        return json({"status": OK if good else NOT_READY, "checks": checks}, status=200 if good else 503)

    @app.route("/health", methods=READ)
    async def health(request: Request) -> HTTPResponse:
        report = await readiness.report()
        faults = [f"{name}: {state.told}" for name, state in report.items() if not state.good]
        return json({"status": "; ".join(faults) or OK}, status=503 if faults else 200)
