"""Messaging's addresses: the desk's, everybody's own choices, and the door for Notify's callback."""

from django.urls import path

from commonweal.messaging.views import callbacks, outbox, wishes, wordings

app_name = "messaging"

urlpatterns = [
    path("desk/messages/", wordings.kind_list, name="kind_list"),
    path("desk/messages/outbox/", outbox.outbox_list, name="outbox_list"),
    path("desk/messages/outbox/<str:ref>/", outbox.letter_record, name="letter_record"),
    path("desk/messages/outbox/<str:ref>/<str:move>/", outbox.letter_decide, name="letter_decide"),
    path("desk/messages/<str:kind>/", wordings.kind_record, name="kind_record"),
    path("desk/messages/<str:kind>/change/", wordings.words_change, name="words_change"),
    path("desk/messages/<str:kind>/version/<str:number>/", wordings.words_version, name="words_version"),
    path("desk/messages/<str:kind>/version/<str:number>/use/", wordings.words_go_back, name="words_go_back"),
    path("account/messages/", wishes.wishes_choose, name="wishes_choose"),
    path("account/messages/stop/<str:key>/", wishes.topic_stop, name="topic_stop"),
    path("letters/notify/", callbacks.notify_callback, name="notify_callback"),
]
