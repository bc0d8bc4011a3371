"""The desk's addresses for importing places."""

from django.urls import path

from commonweal.portal.places_desk import views

urlpatterns = [
    path("", views.import_list, name="import_list"),
    path("import/", views.import_start, name="import_start"),
    path("import/<slug:ref>/", views.import_record, name="import_record"),
]
