"""``python -m generator``."""

# Only what Python has frozen within is safe to import before ``_leave_folder_out``.
import gc
import os
import sys

RARELY = 1_000_000
"""Nearly all that a build allocates lives to its end: looking for garbage often finds none."""


def run() -> int:
    """Run the command line."""
    _leave_folder_out()
    _end_at_once_on_signals()
    gc.set_threshold(RARELY, 20, 20)
    _load_msgspec_alone()
    # Before, they would be looked for in the folder that we are called in.
    from generator.cli.arguments import parse
    from generator.problems.terminal import replace_unwritable

    replace_unwritable()
    given = parse()
    # Who asks for the version or for help has ended here, and waited for nothing else to load.
    from generator.cli.main import run as run_command
    from generator.engine.ending import end_on_signals, finish

    end_on_signals()
    return finish(run_command(given))


def _leave_folder_out() -> None:
    """Import nothing from the folder that we are called in: it may be a stranger's site."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    is_first = sys.path[:1] in ([""], [os.getcwd()]) and not sys.flags.safe_path
    if is_first and os.getcwd() != own:
        del sys.path[0]
        os.environ["PYTHONSAFEPATH"] = "1"


def _load_msgspec_alone() -> None:
    """Load msgspec without ``typing_extensions``, with which come ``inspect``, ``ast`` and ``dis``.

    What it takes from there it takes from ``typing`` where that package is not installed.
    """
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        __import__("msgspec")
    except ImportError:
        return  # the import that follows loads it with the other, or says what is missing
    finally:
        del sys.modules["typing_extensions"]


def _end_at_once_on_signals() -> None:
    """End without a word while modules load: nothing has begun."""
    import signal

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, frame: os._exit(128 + number))


if __name__ == "__main__":
    sys.exit(run())
