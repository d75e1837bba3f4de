"""What a server runs: the service with the model that MONTY_TOOLS_DEMO_MODEL names."""

from __future__ import annotations

import os

from app import create_app
from fastapi import FastAPI


def app() -> FastAPI:
    return create_app(os.environ.get('MONTY_TOOLS_DEMO_MODEL', 'anthropic:claude-sonnet-4-6'))
