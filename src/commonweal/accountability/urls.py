"""The area's addresses. The key in a private link is what lets somebody in; logs never show it."""

from django.urls import path

from commonweal.accountability.views import format_desk, format_figures, formats

app_name = "accountability"

urlpatterns = [
    path("another-format/", formats.format_start, name="format_start"),
    path("another-format/how-we-do/", format_figures.format_figures, name="format_figures"),
    path("another-format/<str:key>/what/", formats.format_what, name="format_what"),
    path("another-format/<str:key>/which/", formats.format_which, name="format_which"),
    path("another-format/<str:key>/reach/", formats.format_reach, name="format_reach"),
    path("another-format/<str:key>/check/", formats.format_check, name="format_check"),
    path("another-format/<str:key>/sent/", formats.format_sent, name="format_sent"),
    path("another-format/<str:key>/", formats.format_record, name="format_record"),
    path("another-format/<str:key>/withdraw/", formats.format_withdraw, name="format_withdraw"),
    path("another-format/<str:key>/file/", formats.format_document, name="format_document"),
    path("another-format/<str:key>/file/remove/", formats.format_remove_document, name="format_remove_document"),
    path("desk/formats/", format_desk.desk_list, name="desk_list"),
    path("desk/formats/new/", format_desk.desk_enter, name="desk_enter"),
    path("desk/formats/<str:ref>/", format_desk.desk_record, name="desk_record"),
    path("desk/formats/<str:ref>/entered/", format_desk.desk_entered, name="desk_entered"),
    path("desk/formats/<str:ref>/got-back/", format_desk.desk_answer, name="desk_answer"),
    path("desk/formats/<str:ref>/format/", format_desk.desk_say_format, name="desk_say_format"),
    path("desk/formats/<str:ref>/take-on/", format_desk.desk_take_on, name="desk_take_on"),
    path("desk/formats/<str:ref>/supply/", format_desk.desk_supply, name="desk_supply"),
    path("desk/formats/<str:ref>/erase/", format_desk.desk_erase, name="desk_erase"),
    path("desk/formats/<str:ref>/file/", format_desk.desk_document, name="desk_document"),
]
