"""SCRAM-SHA-256 verifiers as PostgreSQL stores them, so that no password reaches the server."""

import base64
import hashlib
import hmac

ITERATIONS = 4096


def scram_sha_256(password, login):
    """The verifier of a login's password; the same each time, so that a second run finds nothing to change.

    The salt follows from both: it is as unlike for two logins as a random one, and says nothing of a password of
    32 random characters.
    """
    secret = password.encode("ascii")
    salt = hmac.new(secret, b"salt of " + login.encode("utf-8"), hashlib.sha256).digest()[:16]
    salted = hashlib.pbkdf2_hmac("sha256", secret, salt, ITERATIONS)
    client = hmac.new(salted, b"Client Key", hashlib.sha256).digest()
    stored = hashlib.sha256(client).digest()
    server = hmac.new(salted, b"Server Key", hashlib.sha256).digest()
    parts = (base64.b64encode(part).decode("ascii") for part in (salt, stored, server))
    return "SCRAM-SHA-256${}:{}${}:{}".format(ITERATIONS, *parts)


class FilterModule:
    def filters(self):
        return {"scram_sha_256": scram_sha_256}
