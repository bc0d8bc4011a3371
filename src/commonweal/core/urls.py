"""The addresses that machines ask: is it alive, is it ready."""

from django.urls import URLPattern

app_name = "core"

urlpatterns: list[URLPattern] = []
