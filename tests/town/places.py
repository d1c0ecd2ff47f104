"""Where things are: divisions, agencies, halls and posts of 云溪市. Nothing here exists outside this town."""

from dataclasses import dataclass

from tongban.core import identifiers

HOURS = "工作日9:00—12:00，13:30—17:30"
CITY = "990100000000"
REGIONS = [
    ("990000000000", "云岭省", None),
    (CITY, "云溪市", "990000000000"),
    ("990121000000", "临江县", CITY),
    ("990122000000", "松岭县", CITY),
    ("990121101000", "桃源镇", "990121000000"),
    ("990121102000", "石桥镇", "990121000000"),
    ("990122101000", "茶山镇", "990122000000"),
    ("990121101001", "桃源社区", "990121101000"),
    ("990121101201", "桃花村", "990121101000"),
    ("990121102201", "柳湾村", "990121102000"),
    ("990122101201", "竹海村", "990122101000"),
]
HALLS = {
    "city": {
        "name": "云溪市政务服务中心",
        "address": "云溪市云溪大道88号",
        "window": "一楼A区1至12号综合窗口",
        "hours": HOURS,
        "phone": "0990-6000100",
        "transport": "3路、11路公交，市民中心站",
    },
    "linjiang": {
        "name": "临江县政务服务中心",
        "address": "临江县滨江路20号",
        "window": "一楼1至6号综合窗口",
        "hours": HOURS,
        "phone": "0990-6000200",
        "transport": "临江2路公交，县政务中心站",
    },
    "songling": {
        "name": "松岭县政务服务中心",
        "address": "松岭县松风街6号",
        "window": "一楼1至5号综合窗口",
        "hours": HOURS,
        "phone": "0990-6000300",
        "transport": "松岭1路公交，松风街站",
    },
    "taoyuan": {
        "name": "桃源镇便民服务中心",
        "address": "临江县桃源镇桃花街15号",
        "window": "1号综合窗口",
        "hours": HOURS,
        "phone": "0990-6000210",
        "transport": "临江6路公交，桃源镇政府站",
    },
    "taohua": {
        "name": "桃花村便民服务点",
        "address": "临江县桃源镇桃花村3组1号",
        "window": "便民服务窗口",
        "hours": HOURS,
        "phone": "0990-6000220",
        "transport": "临江6路公交，桃花村站",
    },
    "community": {
        "name": "桃源社区便民服务站",
        "address": "临江县桃源镇桃花街40号",
        "window": "社区综合窗口",
        "hours": HOURS,
        "phone": "0990-6000230",
        "transport": "临江6路公交，桃花街站",
    },
}


def uscc(register: str, division: str, organisation: str) -> str:
    """A 统一社会信用代码 with both check characters, from an organisation number of eight characters."""
    body = register + division + organisation + identifiers.organisation_check(organisation)
    return body + identifiers.uscc_check(body)


@dataclass(frozen=True)
class Body:
    """An agency of the town; `line` is the hundred of its telephone numbers."""

    code: str
    name: str
    short_name: str
    mark: str
    serial: str
    line: int
    address: str
    region: str = CITY
    court: str = "云溪市人民法院"
    review_body: str = "云溪市人民政府"

    @property
    def consult(self) -> str:
        """咨询电话."""
        return f"0990-6000{self.line}1"

    @property
    def supervise(self) -> str:
        """监督电话."""
        return f"0990-6000{self.line}2"


def _city(number: str, *words: str, line: int, address: str, register: str = "11") -> Body:
    return Body(uscc(register, "990100", number), *words, line=line, address=f"云溪市{address}")


def _below(
    number: str, *words: str, line: int, address: str, region: str = "990121000000", register: str = "11"
) -> Body:
    """Of the county, of its town or of a village."""
    return Body(
        uscc(register, "990121", number),
        *words,
        line=line,
        address=f"临江县{address}",
        region=region,
        court="临江县人民法院",
        review_body="临江县人民政府",
    )


AGENCIES = {
    "zwj": _city(
        "MB000010", "云溪市政务服务管理局", "市政务服务局", "云政务", "0001", line=10, address="云溪大道88号"
    ),
    "scjg": _city(
        "MB000031", "云溪市市场监督管理局", "市市场监管局", "云市监", "0031", line=13, address="清泉路2号"
    ),
    "gaj": _city("MB000009", "云溪市公安局", "市公安局", "云公", "0009", line=14, address="平安大街1号"),
    "rsj": _city(
        "MB000014", "云溪市人力资源和社会保障局", "市人社局", "云人社", "0014", line=15, address="惠民路9号"
    ),
    "zjj": _city(
        "MB000017", "云溪市住房和城乡建设局", "市住建局", "云建", "0017", line=16, address="建设路30号"
    ),
    "mzj": _city("MB000011", "云溪市民政局", "市民政局", "云民", "0011", line=17, address="惠民路11号"),
    "wjw": _city(
        "MB000023", "云溪市卫生健康委员会", "市卫健委", "云卫", "0023", line=18, address="杏林路5号"
    ),
    "cgj": _city("MB000016", "云溪市城市管理局", "市城管局", "云城管", "0016", line=19, address="建设路32号"),
    "jtj": _city(
        "MB000018", "云溪市交通运输局", "市交通运输局", "云交", "0018", line=22, address="通达路18号"
    ),
    "nyj": _city(
        "MB000020", "云溪市农业农村局", "市农业农村局", "云农", "0020", line=23, address="田园路7号"
    ),
    "wlj": _city(
        "MB000022", "云溪市文化广电和旅游局", "市文广旅局", "云文旅", "0022", line=24, address="文华路3号"
    ),
    "xwj": _city(
        "MB000036", "云溪市新闻出版局", "市新闻出版局", "云新出", "0036", line=25, address="文华路5号"
    ),
    "slj": _city("MB000019", "云溪市水务局", "市水务局", "云水", "0019", line=26, address="清泉路60号"),
    "gjj": _city(
        "40000017",
        "云溪市住房公积金管理中心",
        "市公积金中心",
        "云公积金",
        "0117",
        line=27,
        address="惠民路20号",
        register="12",
    ),
    "xfzd": _city(
        "MB000041", "云溪市消防救援支队", "市消防救援支队", "云消", "0041", line=34, address="平安大街119号"
    ),
    "ybj": _city("MB000033", "云溪市医疗保障局", "市医保局", "云医保", "0033", line=35, address="惠民路13号"),
    "fgw": _city(
        "MB000004",
        "云溪市发展和改革委员会",
        "市发展改革委",
        "云发改",
        "0004",
        line=36,
        address="云溪大道60号",
    ),
    "zrzy": _city(
        "MB000015",
        "云溪市自然资源和规划局",
        "市自然资源局",
        "云自然资",
        "0015",
        line=37,
        address="建设路28号",
    ),
    "lj_scjg": Body(
        uscc("11", "990121", "MB000131"),
        "临江县市场监督管理局",
        "临江县市场监管局",
        "临市监",
        "0131",
        28,
        "临江县滨江路22号",
        "990121000000",
        "临江县人民法院",
        "临江县人民政府",
    ),
    "lj_zwj": _below(
        "MB000110",
        "临江县政务服务管理局",
        "临江县政务服务局",
        "临政务",
        "0110",
        line=29,
        address="滨江路20号",
    ),
    "lj_mzj": _below(
        "MB000111", "临江县民政局", "临江县民政局", "临民", "0111", line=38, address="惠民巷3号"
    ),
    "lj_jyj": _below(
        "MB000112", "临江县教育局", "临江县教育局", "临教", "0112", line=39, address="书院路1号"
    ),
    "taoyuan": _below(
        "MB000151",
        "桃源镇人民政府",
        "桃源镇政府",
        "桃政",
        "0151",
        line=32,
        address="桃源镇桃花街15号",
        region="990121101000",
    ),
    "taohua": _below(
        "MB000161",
        "桃花村村民委员会",
        "桃花村村委会",
        "桃村",
        "0161",
        line=33,
        address="桃源镇桃花村3组1号",
        region="990121101201",
        register="54",
    ),
    "community": _below(
        "MB000162",
        "桃源社区居民委员会",
        "桃源社区居委会",
        "桃社",
        "0162",
        line=40,
        address="桃源镇桃花街40号",
        region="990121101001",
        register="54",
    ),
}
# Offices that review and keep lists for others: those of their region, or those named here.
OFFICES = {
    "zwj": [key for key, body in AGENCIES.items() if body.region == CITY],
    "lj_zwj": [key for key, body in AGENCIES.items() if body.region.startswith("990121")],
    "taoyuan": [key for key, body in AGENCIES.items() if body.region.startswith("990121101")],
}
WINDOW_ACTS = ["accept", "decline", "return_for_correction", "deliver"]
ACTS = {
    "window": WINDOW_ACTS,
    "issue": ["deliver"],
    "review": ["review", "send_back"],
    "review2": ["review", "send_back"],
    "visit": ["review", "send_back"],
    "decide": ["decide", "send_back"],
    "editor": ["draft_items"],
    "checker": ["check_items"],
    "legal": ["review_legality"],
    "establishment": ["review_establishment"],
    "keeper": ["keep_lists", "keep_calendar"],
    "operator": ["run_messages"],
    "supervisor": ["supervise"],
}
