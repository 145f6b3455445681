"""Pages of the plan, and the rows of every subject at one kind of address."""

from django.urls import path

from campaigns.subjects import PAGES
from campaigns.views import plan_rows, plan_steps

ROW = "campaigns/<slug:slug>/plan/<slug:subject>/"

urlpatterns = [
    *[path(f"campaigns/<slug:slug>/{page.path}/", plan_rows.PAGE_VIEWS[page.page], name=page.page) for page in PAGES],
    path("campaigns/<slug:slug>/plan/removals/<int:pk>/return/", plan_rows.row_return, name="row_return"),
    path(f"{ROW}new/", plan_rows.row_new, name="row_new"),
    path(f"{ROW}<int:pk>/", plan_rows.row, name="row"),
    path(f"{ROW}<int:pk>/removal/", plan_rows.row_removal, name="row_removal"),
    path(f"{ROW}<int:pk>/place/", plan_rows.row_place, name="row_place"),
    path("campaigns/<slug:slug>/partners/requests/<int:pk>/step/", plan_steps.support_step, name="support_step"),
    path("campaigns/<slug:slug>/tasks/<int:pk>/done/", plan_steps.task_done, name="task_done"),
    path("campaigns/<slug:slug>/prizes/rules/", plan_steps.prize_rules, name="prize_rules"),
]
