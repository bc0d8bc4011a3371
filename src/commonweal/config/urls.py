"""Every address, by area."""

from django.urls import include, path

from commonweal.portal import errors

urlpatterns = [
    path("", include("commonweal.portal.urls")),
    path("", include("commonweal.sign_in.urls")),
    path("", include("commonweal.accountability.urls")),
    path("places/", include("commonweal.places.urls")),
    path("", include("commonweal.decisions.urls")),
    path("", include("commonweal.publishing.urls")),
    path("", include("commonweal.strategy.urls")),
    path("", include("commonweal.messaging.urls")),
    path("", include("commonweal.people.urls")),
    path("", include("commonweal.privacy.urls")),
    path("health/", include("commonweal.core.urls")),
]

handler400 = errors.bad_request
handler403 = errors.not_allowed
handler404 = errors.not_found
handler500 = errors.failed
