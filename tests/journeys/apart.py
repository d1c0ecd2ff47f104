"""What a journey does beside the browser: its driver's loop bars this thread from the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def apart(act: Callable, *given: object) -> object:
    """Done in a thread of its own."""

    def done() -> object:
        try:
            return act(*given)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()
