"""Code sets of items (GB/T 39046 annex A and the practice of the national platform).

The labels are read here and nowhere else. What the register adds (`codesets.refresh`) enters the same tables.
"""

from dataclasses import dataclass

KINDS = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}
LEVELS = {
    "1": "国家级",
    "2": "省级",
    "3": "市级",
    "4": "县级",
    "5": "镇（乡、街道）级",
    "6": "村（社区）级",
    "7": "分级管理",
}
AUDIENCES = {
    "1": "自然人",
    "2": "企业法人",
    "3": "事业法人",
    "4": "社会组织法人",
    "5": "非法人企业",
    "6": "行政机关",
    "9": "其他组织",
}
UNITS = {"working_day": "个工作日", "natural_day": "个自然日", "month": "个月", "working_hour": "个工作小时"}
POWER_SOURCES = {
    "1": "法定本级行使",
    "2": "上级下放",
    "3": "上级授权",
    "4": "同级授权",
    "5": "上级委托",
    "6": "同级委托",
}
BODY_KINDS = {"1": "法定机关", "2": "授权组织", "3": "受委托组织", "9": "其他"}
DEPTHS = {
    "1": "互联网咨询",
    "2": "收件",
    "3": "预审",
    "4": "受理",
    "5": "办理",
    "6": "办理结果信息反馈",
    "7": "电子证照反馈",
}
WHETHER = {"yes": "支持", "no": "不支持"}
YES_NO = {"yes": "是", "no": "否"}
PROJECT_TYPES = {"instant": "即办件", "promised": "承诺件"}
CHANNELS = {"window": "窗口", "web": "网上", "mobile": "手机", "post": "邮寄", "agent": "代办"}
ACTS = {"review": "审查", "visit": "现场核查", "countersign": "会签", "decide": "决定"}
POSTS = {
    "window": "综合窗口岗",
    "review": "审查岗",
    "review2": "复审岗",
    "visit": "现场核查岗",
    "decide": "决定岗",
    "issue": "出件窗口",
}
SOURCES = {
    "applicant": "申请人自备",
    "government": "政府部门核发",
    "intermediary": "中介机构出具",
    "system": "系统生成",
    "licence": "免提交，核对电子证照",
    "other": "其他",
}
OUTCOMES = {"grant": "准予", "refuse": "拟不予办理", "person": "转人工"}
FACT_KINDS = {
    "text": "文字",
    "number": "数",
    "money": "金额",
    "date": "日期",
    "flag": "是否",
    "choice": "选项",
}
COMMITMENTS = {
    "commitment": "告知承诺",
    "filing": "承诺+备案",
    "image": "承诺+影像",
    "permit_first": "先证后核",
}
CHECKS = {"visit": "现场核查", "data": "数据比对", "sampling": "抽查"}
OVERTIME_CAUSES = {
    "complex": "材料复杂",
    "waiting": "等待外部意见",
    "system": "系统故障",
    "staff": "人员不足",
    "policy": "政策调整",
    "neglect": "经办人员疏忽",
    "other": "其他",
}
NECESSITIES = {"required": "必要", "optional": "非必要", "deferrable": "容缺后补"}

PERSON_THEMES = {
    "005": "生育收养", "010": "户籍办理", "015": "民族宗教", "020": "教育科研", "025": "入伍服役",
    "030": "就业创业", "035": "设立变更", "040": "准营准办", "045": "抵押质押", "050": "职业资格",
    "055": "行政缴费", "060": "婚姻登记", "065": "优待抚恤", "070": "规划建设", "075": "住房保障",
    "085": "社会保障", "090": "证件办理", "095": "交通出行", "100": "旅游观光", "105": "出境入境",
    "110": "消费维权", "115": "公共安全", "120": "司法公证", "125": "知识产权", "130": "环保绿化",
    "135": "文化体育", "140": "公用事业", "145": "医疗卫生", "150": "离职退休", "155": "死亡殡葬",
    "998": "地方特色", "999": "其他",
}  # fmt: skip
FIRM_THEMES = {
    "005": "设立变更", "010": "准营准办", "015": "资质认证", "020": "年检年审", "025": "税收财务",
    "030": "人力资源", "035": "社会保障", "040": "投资审批", "045": "融资信贷", "050": "抵押质押",
    "055": "商务贸易", "060": "招标拍卖", "065": "海关口岸", "070": "涉外服务", "075": "农林牧渔",
    "085": "国土和规划建设", "090": "交通运输", "095": "环保绿化", "100": "应对气候变化", "105": "水务气象",
    "110": "医疗卫生", "115": "科技创新", "120": "文体教育", "125": "知识产权", "130": "民族宗教",
    "135": "质量技术", "140": "检验检疫", "145": "安全生产", "150": "公安消防", "155": "司法公证",
    "160": "公用事业", "165": "法人注销", "170": "档案文物", "998": "地方特色", "999": "其他",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """A code set: where it comes from, whether that was read, and whether codes may be added to it."""

    name: str
    labels: dict[str, str]
    source: str
    verified: bool = False
    extensible: bool = False


ANNEX, PLATFORM, OWN = "GB/T 39046附录A", "国家政务服务平台数据规范的通行做法，未见原文", "本系统"
SETS = {
    "kinds": About("事项类型", KINDS, "GB/T 39046表A.1", verified=True, extensible=True),
    "levels": About("行使层级", LEVELS, ANNEX, verified=True),
    "audiences": About("服务对象", AUDIENCES, PLATFORM, extensible=True),
    "power_sources": About("权力来源", POWER_SOURCES, PLATFORM),
    "body_kinds": About("实施主体性质", BODY_KINDS, ANNEX, verified=True),
    "project_types": About("办件类型", PROJECT_TYPES, ANNEX, verified=True),
    "units": About("时限单位", UNITS, PLATFORM),
    "channels": About("办理形式", CHANNELS, PLATFORM),
    "depths": About("网上办理深度", DEPTHS, PLATFORM),
    "sources": About("材料来源渠道", SOURCES, PLATFORM),
    "necessities": About("材料必要性", NECESSITIES, PLATFORM),
    "posts": About("岗位", POSTS, OWN, extensible=True),
    "overtime_causes": About("超时原因", OVERTIME_CAUSES, OWN, extensible=True),
    "person_themes": About("自然人主题", PERSON_THEMES, PLATFORM, extensible=True),
    "firm_themes": About("法人主题", FIRM_THEMES, PLATFORM, extensible=True),
}
