"""
Compilation of the loops that the planning engines consist of (即时编译), where Numba is installed.

`kernel` marks a function of numbers and arrays that must give the same answer compiled and not: the extra `[planning]` brings
Numba, and without it the same function runs as plain Python, slower by two orders of magnitude.
"""

from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

try:
    from numba import njit
except ImportError:
    IS_COMPILED = False

    def kernel(function: Function) -> Function:
        """The function itself: Numba is not installed."""
        return function

else:
    IS_COMPILED = True

    def kernel(function: Function) -> Function:
        """The function compiled on its first call, kept beside its module, without the interpreter's lock."""
        return njit(cache=True, nogil=True, error_model="numpy")(function)  # type: ignore[return-value]
