"""The area's addresses. The key in a private link is what lets somebody in; logs never show it."""

from django.urls import path

from commonweal.accountability import desk_views, views

app_name = "accountability"

urlpatterns = [
    path("another-format/", views.format_start, name="format_start"),
    path("another-format/<str:key>/what/", views.format_what, name="format_what"),
    path("another-format/<str:key>/which/", views.format_which, name="format_which"),
    path("another-format/<str:key>/reach/", views.format_reach, name="format_reach"),
    path("another-format/<str:key>/check/", views.format_check, name="format_check"),
    path("another-format/<str:key>/sent/", views.format_sent, name="format_sent"),
    path("another-format/<str:key>/", views.format_record, name="format_record"),
    path("another-format/<str:key>/withdraw/", views.format_withdraw, name="format_withdraw"),
    path("another-format/<str:key>/file/", views.format_document, name="format_document"),
    path("another-format/<str:key>/file/remove/", views.format_remove_document, name="format_remove_document"),
    path("desk/formats/", desk_views.desk_list, name="desk_list"),
    path("desk/formats/<str:ref>/", desk_views.desk_record, name="desk_record"),
    path("desk/formats/<str:ref>/take-on/", desk_views.desk_take_on, name="desk_take_on"),
    path("desk/formats/<str:ref>/supply/", desk_views.desk_supply, name="desk_supply"),
    path("desk/formats/<str:ref>/erase/", desk_views.desk_erase, name="desk_erase"),
    path("desk/formats/<str:ref>/file/", desk_views.desk_document, name="desk_document"),
]
