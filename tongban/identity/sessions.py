"""会话: as the library keeps them, but looked up by hand, for every page of an account begins with it."""

from django.contrib.sessions.backends import db
from django.db import connection

LOOK = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"


class SessionStore(db.SessionStore):
    """Sessions in the database."""

    def load(self) -> dict:
        """What the session holds; nothing when there is none or it is over."""
        with connection.cursor() as cursor:
            cursor.execute(LOOK, [self.session_key])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])
