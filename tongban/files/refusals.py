"""拒收: why a file is not stored. Each says what happened, that nothing was kept, and what to do now."""

from django.utils.translation import gettext as _

from tongban.core import errors


class Refused(errors.Problem):
    """The file was not stored."""

    status = 422


class Empty(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”是空的，没有保存。请重新选择文件后上传。") % name)


class TooLarge(Refused):
    status = 413

    def __init__(self, name: str, limit: int) -> None:
        shown = {"name": name, "limit": limit // 1024**2}
        super().__init__(_("文件“%(name)s”超过%(limit)dMB，没有保存。请压缩或者分成几个文件后上传。") % shown)


class NotAllowed(Refused):
    def __init__(self, name: str, titles: list[str]) -> None:
        shown = {"name": name, "titles": "、".join(titles)}
        super().__init__(_("文件“%(name)s”的格式不能接收，没有保存。请上传%(titles)s。") % shown)


class NameDiffers(Refused):
    def __init__(self, name: str, title: str) -> None:
        shown = {"name": name, "title": title}
        super().__init__(
            _("文件“%(name)s”的内容实际是%(title)s，与文件名不符，没有保存。请用原来的软件重新导出后上传。")
            % shown
        )


class Broken(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”已经损坏，打不开，没有保存。请确认能正常打开后重新上传。") % name)


class Encrypted(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”加了密码，没有保存。请去掉密码后重新上传。") % name)


class Active(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”含有脚本或者宏，没有保存。请打印为新的PDF文件，或者拍照后上传。") % name)


class Swollen(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”展开后过大，没有保存。请缩小尺寸或者重新导出后上传。") % name)


class Infected(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(_("文件“%s”没有通过病毒检查，没有保存。请查杀病毒后重新上传。") % name)


class ScannerAway(Refused):
    status = 503

    def __init__(self, name: str) -> None:
        super().__init__(_("现在不能检查文件“%s”是否安全，没有保存。请过几分钟再上传。") % name)
