"""告知的管理: the words of messages, and how their sending went."""

from tongban.core import errors
from tongban.identity.rules import Desk, Power

ACT = "run_messages"


class NotEntitled(errors.NotEntitled):
    """无权: the post does not look after messages."""


def power(by: Desk) -> Power:
    """The delegation on which the officer looks after messages; raises NotEntitled."""
    held = next((each for each in by.powers if ACT in each.acts), None)
    if held is None:
        raise NotEntitled("您的岗位没有消息管理的有效授权，没有变化。请联系本单位办理授权。")
    return held
