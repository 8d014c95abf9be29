"""Keeps sums to the thread that asks for them: those of a message are small, and threads cost more than they save.

OpenBLAS would share each product out to all cores, where its threads wait busily for one another: a third of a
message's processor time on two cores.
"""

from threadpoolctl import threadpool_limits


def for_sums() -> None:
    """Limits this process's linear algebra to one thread, from now on."""
    threadpool_limits(1, user_api="blas")
