"""What the interface answers when something is wrong: problems, each located, in two languages."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from feidi.evidence.problem import Problem
from feidi.quantities.words import Words
from feidi.workbench.readings.keeping import Fault

BY_STATUS = {
    400: ("unreadable", Words("请求读不懂", "the request cannot be read")),
    401: ("no_token", Words("没有令牌，或令牌无效、过期、已收回", "no token, or not a good one")),
    403: ("not_allowed", Words("令牌没有这项权限", "the token does not have this right")),
    404: ("not_found", Words("没有，或不可见", "there is none, or it may not be seen")),
    405: ("method", Words("这个地址不接受这种方法", "the address does not take this method")),
    409: ("conflict", Words("与已有的不符", "it contradicts what is there")),
    413: ("too_large", Words("内容太大", "the body is too large")),
    422: ("invalid", Words("内容有误", "the content is wrong")),
    429: ("too_many", Words("这一分钟的次数已用完", "the requests of this minute are used up")),
    500: ("failed", Words("程序出错，没有保存任何内容", "the program failed; nothing was kept")),
}


def told(code: str, where: str, what: Words) -> dict[str, Any]:
    """Return one problem as it is answered."""
    return {"code": code, "where": where, "what": what._asdict()}


def answer(status: int, problems: Iterable[dict[str, Any]] = ()) -> HttpResponse:
    """Return problems as an answer; without any, what the status says."""
    name, words = BY_STATUS.get(status, (HTTPStatus(status).name.lower(), Words("出错", "error")))
    listed = list(problems) or [told(name, "", words)]
    text = json.dumps({"problems": listed}, ensure_ascii=False)
    response = HttpResponse(text, status=status, content_type="application/json; charset=utf-8")
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="feidi"'
    return response


def of_row(problem: Problem, name: str, name_said: str) -> dict[str, Any]:
    """Return a problem of a table that was made of rows; the header is line 1."""
    where = problem.at.file
    if where == name:
        where = f"rows[{problem.at.line - 2}]" if problem.at.line > 1 else "rows"
    what = Words(*(said.replace(name, name_said) for said in problem.what))
    return told(problem.code, where, what) | {
        "level": problem.level,
        "fix": problem.fix._asdict(),
        "said": problem.said[:500],
    }


def of_reading(fault: Fault) -> dict[str, Any]:
    """Return what is wrong with one of the readings sent."""
    return told(fault.code, f"readings[{fault.place}].{fault.field}", fault.what)


def of_validation(errors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the form of a request lacks or has wrong."""
    return [_of_error(error) for error in errors[:100]]


def _of_error(error: dict[str, Any]) -> dict[str, Any]:
    where = ""
    for part in error.get("loc", ())[1:]:
        where += f"[{part}]" if isinstance(part, int) else f".{part}"
    said = str(error.get("msg", ""))
    kind = str(error.get("type", "invalid"))
    return told(kind, where.removeprefix(".given").lstrip("."), Words(f"写法有误：{said}", said))
