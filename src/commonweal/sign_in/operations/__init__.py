"""What people do to sign in, by noun. Each is one transaction."""

from commonweal.sign_in.operations import announced, codes, logins, passkeys, steps

__all__ = ["announced", "codes", "logins", "passkeys", "steps"]
