"""A mapping that does not change, for records that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

V = TypeVar("V")


class FrozenDict(dict[str, V]):
    """A ``dict`` by text keys that refuses every change; it pickles, copies and compares like one."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("records are frozen")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __reduce__(self) -> tuple[type[FrozenDict[V]], tuple[dict[str, V]]]:
        return (type(self), (dict(self),))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        (values,) = get_args(source)
        plain = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(values))
        return core_schema.no_info_after_validator_function(cls, plain)
