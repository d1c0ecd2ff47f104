"""A notice made up for 2027, in the wording of those that are published."""

NOTICE = """云岭省人民政府办公厅转发关于2027年部分节假日安排的通知
云政办电〔2026〕9号

一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。

节假日期间，各地区、各部门要安排好值班。
云岭省人民政府办公厅
2026年11月20日
"""


def notice(**changed: str) -> str:
    """The same with one part in other words: notice(端午节="6月9日放假。")."""
    lines = NOTICE.splitlines()
    for name, words in changed.items():
        place = next(n for n, line in enumerate(lines) if f"、{name}：" in line)
        lines[place] = f"{lines[place].partition('：')[0]}：{words}" if words else ""
    return "\n".join(lines)
