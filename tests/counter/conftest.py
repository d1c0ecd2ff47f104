"""Who sits at the window."""

import pytest
from django.test import Client

from tests import make


@pytest.fixture
def window(town) -> Client:
    return make.client("shenqing")
