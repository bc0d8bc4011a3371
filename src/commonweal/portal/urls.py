"""The portal's addresses."""

from django.urls import include, path

from commonweal.portal import account, views

app_name = "portal"

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("open-data/", views.open_data, name="open_data"),
    path("account/", account.account, name="account"),
    path("robots.txt", views.robots, name="robots"),
    path("desk/places/", include("commonweal.portal.places_desk.urls")),
    path("demonstration/letters/", views.demonstration_letters, name="demonstration_letters"),
    path("demonstration/letters/<str:ref>/", views.demonstration_letter, name="demonstration_letter"),
]
