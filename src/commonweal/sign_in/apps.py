"""Sign-in as a Django app."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Codes, passkeys, second factors, logins."""

    name = "commonweal.sign_in"
    label = "sign_in"
