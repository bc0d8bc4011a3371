"""The area's addresses. An area is called by its official code; the name behind it is for people."""

from django.urls import path, register_converter

from commonweal.places import views

app_name = "places"


class AreaCode:
    """Nine letters and figures. Anything else is not looked for: it could not even be asked of every database."""

    regex = "[A-Za-z0-9]{9}"

    def to_python(self, value: str) -> str:
        """The code as it was typed."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it is written."""
        return value


register_converter(AreaCode, "area_code")

urlpatterns = [
    path("", views.place_list, name="place_list"),
    path("postcode/", views.postcode_find, name="postcode_find"),
    path("<area_code:code>/table.csv", views.place_table, name="place_table"),
    path("<area_code:code>/<slug:slug>/", views.place_page, name="place_page"),
]
