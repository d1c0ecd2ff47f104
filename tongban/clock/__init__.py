"""期限: working days, limits, pauses and extensions, and the reason for every day.

Legal ground: 行政许可法 42, 45, 82; 民法典 201–203; 全国年节及纪念日放假办法. `engine` is pure;
`queries.calendar` gives the calendar in force for a division; `actions.import_notice` takes in a year's
official notice.
"""
