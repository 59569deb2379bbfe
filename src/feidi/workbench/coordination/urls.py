"""Addresses of coordination."""

from django.urls import path

from feidi.workbench.coordination.views import tasks

urlpatterns = [
    path("coordination/tasks/", tasks.overview, name="tasks"),
    path("coordination/tasks/mine/", tasks.mine, name="tasks-mine"),
    path("coordination/tasks/new/", tasks.new, name="tasks-new"),
    path("coordination/tasks/instruct/", tasks.instruct, name="tasks-instruct"),
    path("coordination/tasks/weekly/", tasks.weekly, name="tasks-weekly"),
    path("coordination/tasks/<int:key>/", tasks.detail, name="task"),
    path("coordination/tasks/<int:key>/<str:verb>/", tasks.act, name="task-act"),
    path("coordination/notes/<int:key>/", tasks.note, name="note"),
]
