"""Addresses of the board."""

from django.urls import path

from tongban.board import cases, findings, live

app_name = "board"

urlpatterns = [
    path("board/", live.board, name="live"),
    path("board/export/<str:form>/", live.export, name="export"),
    path("board/week/", live.week, name="week"),
    path("board/cases/<str:number>/", cases.case, name="case"),
    path("board/cases/<str:number>/urging/", cases.urging, name="urging"),
    path("board/urgings/", cases.urgings, name="urgings"),
    path("board/findings/", findings.findings, name="findings"),
    path("board/findings/<uuid:pk>/", findings.finding, name="finding"),
    path("board/findings/<uuid:pk>/judgement/", findings.judgement, name="judgement"),
]
