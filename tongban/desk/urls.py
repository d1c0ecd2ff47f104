"""Addresses of the desk."""

from django.urls import path

from tongban.desk import acts, cases, worklist
from tongban.ui import papers

app_name = "desk"

urlpatterns = [
    path("desk/", worklist.waiting, name="worklist"),
    path("desk/export/", worklist.export, name="export"),
    path("desk/done/", worklist.done, name="done"),
    path("desk/delegations/", worklist.delegations, name="delegations"),
    path("desk/cases/<str:number>/", cases.case, name="case"),
    path("desk/cases/<str:number>/identifiers/", cases.identifiers, name="identifiers"),
    path("desk/cases/<str:number>/review/", acts.review, name="review"),
    path("desk/cases/<str:number>/return/", acts.send_back, name="return"),
    path("desk/cases/<str:number>/decision/", acts.decision, name="decision"),
    path("desk/cases/<str:number>/hold/<int:pk>/", acts.hold, name="hold"),
    path("desk/cases/<str:number>/papers/<uuid:pk>/", papers.paper, name="paper"),
    path("desk/cases/<str:number>/materials/<int:pk>/", papers.material, name="material"),
]
