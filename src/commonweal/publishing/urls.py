"""The area's addresses: `/data/…` for people and files, `/api/…` for programs."""

from django.urls import path, register_converter

from commonweal.publishing import views
from commonweal.publishing.files import FORMS

app_name = "publishing"


class FormConverter:
    """One of the forms in which a dataset can be had."""

    regex = "|".join(FORMS)

    def to_python(self, value: str) -> str:
        """The form's name."""
        return value

    def to_url(self, value: str) -> str:
        """The form's name."""
        return value


register_converter(FormConverter, "data_form")

urlpatterns = [
    path("data/", views.dataset_list, name="dataset_list"),
    path("data/catalogue.json", views.catalogue_download, name="catalogue_download"),
    path("data/changes.atom", views.changes_feed, name="changes_feed"),
    path("data/dictionary/", views.dictionary_show, name="dictionary_show"),
    path("data/<slug:slug>.<data_form:form>", views.dataset_download, name="dataset_download"),
    path("data/<slug:slug>/", views.dataset_show, name="dataset_show"),
    path("data/<slug:slug>/schema.json", views.dataset_schema, name="dataset_schema"),
    path("api/", views.api_show, name="api_show"),
    path("api/v1/", views.api_list, name="api_list"),
    path("api/v1/openapi.json", views.api_description, name="api_description"),
    path("api/v1/<slug:slug>/", views.row_list, name="row_list"),
    path("api/v1/<path:rest>", views.api_elsewhere, name="api_elsewhere"),
]
