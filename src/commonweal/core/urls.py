"""The addresses that machines ask: is it alive, is it ready."""

from django.urls import path

from commonweal.core.operating import health_views

app_name = "core"

urlpatterns = [
    path("live", health_views.live, name="health_live"),
    path("ready", health_views.ready, name="health_ready"),
]
