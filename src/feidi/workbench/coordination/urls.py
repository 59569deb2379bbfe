"""Addresses of coordination."""

from django.urls import path

from feidi.workbench.coordination.views import duties, meetings, minutes, tasks

urlpatterns = [
    path("coordination/meetings/", meetings.overview, name="meetings"),
    path("coordination/meetings/<int:key>/", meetings.detail, name="meeting"),
    path("coordination/meetings/<int:key>/pack/", meetings.pack, name="meeting-pack"),
    path("coordination/meetings/<int:key>/<str:verb>/", meetings.act, name="meeting-act"),
    path("coordination/meetings/series/new/", meetings.found, name="series-new"),
    path("coordination/meetings/series/<int:key>/", meetings.one_series, name="series"),
    path(
        "coordination/meetings/series/<int:key>/<str:verb>/", meetings.act_series, name="series-act"
    ),
    path("coordination/meetings/items/<int:key>/", meetings.item, name="item"),
    path("coordination/meetings/items/<int:key>/<str:verb>/", meetings.act_item, name="item-act"),
    path("coordination/meetings/minutes/<int:key>/", minutes.detail, name="minutes"),
    path("coordination/meetings/minutes/<int:key>/<str:verb>/", minutes.act, name="minutes-act"),
    path("coordination/duties/", duties.matrix, name="duties"),
    path("coordination/duties/<int:key>/", duties.sheet, name="dutysheet"),
    path("coordination/duties/<int:key>/<str:verb>/", duties.act, name="dutysheet-act"),
    path("coordination/tasks/", tasks.overview, name="tasks"),
    path("coordination/tasks/mine/", tasks.mine, name="tasks-mine"),
    path("coordination/tasks/new/", tasks.new, name="tasks-new"),
    path("coordination/tasks/instruct/", tasks.instruct, name="tasks-instruct"),
    path("coordination/tasks/weekly/", tasks.weekly, name="tasks-weekly"),
    path("coordination/tasks/<int:key>/", tasks.detail, name="task"),
    path("coordination/tasks/<int:key>/<str:verb>/", tasks.act, name="task-act"),
    path("coordination/notes/<int:key>/", tasks.note, name="note"),
]
