"""Addresses of the console."""

from django.urls import path

from tongban.console import (
    attachments,
    editing,
    home,
    items,
    measures,
    overtaking,
    proposals,
    situations,
    waivers,
)
from tongban.console import automatic
from tongban.console.stages import exchange
from tongban.console.stages import pages as stages
from tongban.console.tables import pages as tables

app_name = "console"

urlpatterns = [
    path("console/", home.home, name="home"),
    path("console/waiting/", proposals.waiting, name="waiting"),
    path("console/mine/", proposals.mine, name="mine"),
    path("console/items/", items.items, name="items"),
    path("console/items/new/", items.new, name="new"),
    path("console/items/<str:code>/", items.item, name="item"),
    path("console/items/<str:code>/proposal/", items.propose, name="propose"),
    path("console/items/<str:code>/measure/", measures.ask, name="ask"),
    path("console/measures/", measures.measures, name="measures"),
    path("console/measures/<uuid:pk>/", measures.measure, name="measure"),
    path("console/measures/<uuid:pk>/retraction/", measures.retraction, name="measure_retraction"),
    path("console/measures/<uuid:pk>/date/", measures.date, name="measure_date"),
    path("console/measures/<uuid:pk>/<str:verb>/", measures.answer, name="measure_answer"),
    path("console/items/<str:code>/automatic/pause/", automatic.pause, name="pause"),
    path("console/items/<str:code>/automatic/resumption/", automatic.resume, name="resume"),
    path("console/mistakes/", automatic.mistakes, name="mistakes"),
    path("console/items/<str:code>/versions/", items.compare, name="compare"),
    path("console/proposals/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("console/proposals/<uuid:pk>/edit/<str:section>/", editing.edit, name="edit"),
    path("console/proposals/<uuid:pk>/stages/", stages.stages, name="stages"),
    path("console/proposals/<uuid:pk>/stages/bpmn/", exchange.file, name="stages_file"),
    path("console/proposals/<uuid:pk>/stages/reading/", exchange.reading, name="stages_reading"),
    path("console/proposals/<uuid:pk>/stages/replacement/", exchange.replacement, name="stages_replacement"),
    path("console/proposals/<uuid:pk>/table/", tables.table, name="table"),
    path("console/proposals/<uuid:pk>/attachments/", attachments.attachments, name="attachments"),
    path("console/proposals/<uuid:pk>/attachments/<slug:digest>/", attachments.attachment, name="attachment"),
    path("console/proposals/<uuid:pk>/situations/", situations.table, name="situations"),
    path("console/proposals/<uuid:pk>/waivers/<str:rule>/", waivers.waiver, name="waiver"),
    path("console/proposals/<uuid:pk>/waivers/<str:rule>/retraction/", waivers.retraction, name="unwaiver"),
    path("console/proposals/<uuid:pk>/text/", editing.text, name="whole"),
    path("console/proposals/<uuid:pk>/mine/", overtaking.keep, name="keep"),
    path("console/proposals/<uuid:pk>/undoing/", editing.undo, name="undo"),
    path("console/proposals/<uuid:pk>/hand-in/", proposals.hand_in, name="hand_in"),
    path("console/proposals/<uuid:pk>/approval/<str:verb>/", proposals.approval, name="approval"),
    path("console/proposals/<uuid:pk>/return/", proposals.send_back, name="return"),
    path("console/proposals/<uuid:pk>/withdrawal/", proposals.withdraw, name="withdrawal"),
    path("console/proposals/<uuid:pk>/base/", proposals.rebase, name="rebase"),
]
