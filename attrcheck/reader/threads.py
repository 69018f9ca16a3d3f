"""How many threads may compute in, what tells numerical libraries so before they are loaded out."""

from __future__ import annotations

__all__ = ["thread_settings"]

#: The variables by which OpenMP, the makes of BLAS, and what counts with them are told.
_LIBRARIES = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"),
    *("VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS"),
)


def thread_settings(threads: int) -> dict[str, str]:
    """Return the environment in which libraries use so many threads, and numpy none beside the reader's own."""
    return dict.fromkeys(_LIBRARIES, str(threads))
