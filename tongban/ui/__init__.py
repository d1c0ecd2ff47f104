"""Pages (界面): layout, components, form rendering and permission of routes, shared by every surface.

A surface extends `ui/portal.html` or `ui/staff.html`, imports the macro files of `templates/ui/` and marks
each of its views with a decorator of `ui.access`.
"""
