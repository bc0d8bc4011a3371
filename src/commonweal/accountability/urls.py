"""The area's addresses. The key in a private link is what lets somebody in; logs never show it."""

from django.urls import path

from commonweal.accountability import views

app_name = "accountability"

urlpatterns = [
    path("", views.format_start, name="format_start"),
    path("<str:key>/what/", views.format_what, name="format_what"),
    path("<str:key>/which/", views.format_which, name="format_which"),
    path("<str:key>/reach/", views.format_reach, name="format_reach"),
    path("<str:key>/check/", views.format_check, name="format_check"),
    path("<str:key>/sent/", views.format_sent, name="format_sent"),
    path("<str:key>/", views.format_record, name="format_record"),
    path("<str:key>/withdraw/", views.format_withdraw, name="format_withdraw"),
    path("<str:key>/file/", views.format_document, name="format_document"),
    path("<str:key>/file/remove/", views.format_remove_document, name="format_remove_document"),
]
