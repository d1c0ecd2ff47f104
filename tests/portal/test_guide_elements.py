"""Every element of the national 实施清单 (its tables basic, extend, material, fee, questions) is shown."""

import re

import pytest

from tests.pages import words
from tests.portal import imported, whole
from tongban.catalogue import queries
from tongban.portal import kept

pytestmark = pytest.mark.usefixtures("town")

# element of the national table → (section of the page, what stands there)
ELEMENTS = {
    "task_name": ("", "食品经营许可（首次）"),
    "catalog_code": ("info", "990131005001"),
    "task_type": ("info", "事项类型 行政许可"),
    "by_law": ("law", "《中华人民共和国食品安全法》第三十五条"),
    "power_source": ("info", "权力来源 法定本级行使"),
    "use_level": ("info", "行使层级 市级"),
    "task_code": ("info", "实施编码 11990100MB0000318J3990131005001"),
    "task_handle_item": ("info", "业务办理项编码 11990100MB0000318J399013100500101"),
    "task_state": ("info", "事项状态 在用"),
    "task_version": ("version", "第1版"),
    "plan_effective_date": ("version", "2026年10月8日起施行"),
    "plan_cancel_date": ("info", "计划2030年12月31日取消"),
    "dept_name": ("info", "实施主体 云溪市市场监督管理局"),
    "dept_code": ("info", "实施主体编码 11990100MB0000318J"),
    "dept_type": ("info", "实施主体性质 授权组织"),
    "anticipate_day": ("time", "法定时限 20个工作日"),
    "promise_day": ("time", "承诺时限 8个工作日"),
    "promise_explain": ("time", "自受理之日起算"),
    "accept_condition": ("cond", "已取得营业执照"),
    "handle_flow": ("flow", "现场核查"),
    "handle_flow.note": ("flow", "各环节做什么"),
    "is_fee": ("fee", "10元，每证"),
    "fee_basis": ("fee", "收费文件第3条"),
    "desc_explain": ("fee", "低保免收"),
    "server_type": ("info", "服务对象 企业法人、非法人企业"),
    "project_type": ("info", "办件类型 承诺件"),
    "handle_type": ("info", "办理形式 网上、手机、窗口、邮寄、代办"),
    "limit_scene_num": ("visit", "0次"),
    "limit_scene_explain": ("visit", "全程网办"),
    "special_procedure": ("time", "特别程序 水质检测（使用二次供水的）"),
    "is_single_login": ("info", "单点登录 支持"),
    "mobile_terminal_url": ("place", "https://m.example.org/food"),
    "link_addr": ("place", "https://example.org/food"),
    "transact_addr": ("place", "云溪大道88号"),
    "transact_time": ("place", "9:00"),
    "link_way": ("place", "咨询 0990-6000131"),
    "supervise_way": ("right", "监督投诉 0990"),
    "result_type": ("result", "结果类型 证照"),
    "result_name": ("result", "结果名称 食品经营许可证"),
    "result_guid": ("result", "看结果样本"),
    "result_delivery": ("result", "电子送达、邮寄"),
    "other_dept": ("info", "联办机构 云溪市消防救援局"),
    "limit_explain": ("info", "数量限制 没有数量限制"),
    "service_type": ("info", "中介服务 水质检测由有资质的机构做"),
    "handle_area": ("info", "通办范围 全市通办"),
    "is_entry_center": ("info", "进驻政务大厅 是"),
    "is_schedule": ("info", "预约办理 支持"),
    "is_pay_online": ("info", "网上支付 不支持"),
    "is_express": ("info", "物流快递 不支持"),
    "is_service_terminals": ("info", "自助终端 支持"),
    "online_handle_depth": ("info", "网办深度 收件、电子证照反馈"),
    "user_topic_type": ("info", "自然人主题 准营准办"),
    "corp_topic_type": ("info", "法人主题 准营准办"),
    "extend_field": ("info", "统一申办平台"),
    "material_name": ("mat", "经营场所平面布局图"),
    "material_format": ("mat", "复印件1份，纸质或电子，A3"),
    "is_need": ("mat", "必要性 必要"),
    "form_guid": ("mat", "空白表"),
    "example_guid": ("mat", "示范文本"),
    "source_type": ("mat", "来源渠道 申请人自备，可以手绘"),
    "fill_explain": ("mat", "标明操作间、通道、卫生间"),
    "accept_stand": ("mat", "收件要点 标明面积和比例"),
    "review_stand": ("mat", "审查要点 生熟分开"),
    "material_by_law": ("mat", "要求提供的依据 食品经营许可和备案管理办法第十二条"),
    "sign_ask": ("mat", "签名签章 绘图人签名"),
    "questions": ("faq", "没有健康证明能先申请吗"),
    "rights": ("right", "权利和义务 有权知道进度"),
    "reconsideration": ("right", "行政复议 自知道决定之日起60日内"),
    "litigation": ("right", "行政诉讼 自知道决定之日起6个月内"),
    "commitment": ("info", "本人承诺经营场所符合要求"),
}


@pytest.fixture
def sections(client) -> dict[str, str]:
    """The words of each section of the page of an item that says everything."""
    kept.SHELF.pages.clear()
    queries._definition.cache_clear()
    answer = client.get(f"/items/{whole.item().code}/")
    pieces = re.split(r'(?=<(?:section|p) class="[^"]*" id="(\w+)">)', answer.content.decode())
    found = {"": pieces[0]} | dict(zip(pieces[1::2], pieces[2::2], strict=True))

    def plain(text: str) -> str:
        answer.content = text.encode()
        return words(answer)

    return {key: plain(text) for key, text in found.items()}


def test_every_national_element_has_its_place(sections):
    missing = [
        (element, place) for element, (place, said) in ELEMENTS.items() if said not in sections.get(place, "")
    ]
    assert missing == []
    assert "暂未公布" not in sections["info"]


def test_what_is_not_published_is_said_in_one_line(client):
    page = words(client.get(f"/items/{imported.item().code}/"))
    assert "暂未公布：实施主体性质、权力来源、" in page
    assert page.count("暂未公布：") == 1
