"""The HTTP front: the Sanic application behind uvicorn and h11, with strict framing, deadlines and a cap."""
