"""The command line: options, exit codes, signals. What each mode does is in ``modes``.

click is loaded with this module, which ``__main__`` imports late. Exit codes are those of
:mod:`rkbrief.errors`, and below; a defect ends with one line and exit 1, never a traceback
unless -v asks for it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, get_args

import click

from rkbrief import __version__
from rkbrief.allowed import Format, Language, Method, Tokenizer
from rkbrief.completion import (
    ASKED,
    complete_file,
    complete_name,
    print_completion,
    teach_shells,
)
from rkbrief.errors import RkbriefError
from rkbrief.orders import Signalled, is_refusal, owning_process
from rkbrief.talk import ClosedPipeError, Talk, write_stdout

if TYPE_CHECKING:
    from rkbrief.run import Run

FAILED = 1
USAGE = 2
CLOSED_PIPE = 141
_SIGNALLED = 128
_AGAIN_SECONDS = 0.01
_MAIN_THREAD = threading.main_thread().ident or 0
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_MODES = (
    "export", "list", "check", "verify", "show_config", "init", "serve", "clear_cache",
    "completion",
)  # fmt: skip
_FILES = ("config", "corpus", "init", "output", "previous", "verify")
"""Options that name a file or folder."""
_DAYS = ("as_of", "since", "until")
_WITHOUT_PATH = ("init", "clear_cache", "completion")
_ON_STDOUT = ("list", "verify", "show_config")
"""Modes that write to standard output, wherever a brief would go."""

EPILOG = """\b
Exit codes: 0 done; 1 failed, nothing written; 2 usage, config or template;
3 sources were skipped or damaged, with --strict; 4 the target is a person's; 5 cannot
write; 6 a limit; 129, 130, 143 signals; 141 closed pipe.
"""


def _option(*names: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - click's own types
    return click.option(*names, **settings)


_PRINTING: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False}


def _print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the version and end; click's own way does not tell a closed pipe."""
    if wanted:
        write_stdout(f"rkbrief {__version__}\n".encode())
        context.exit()


def _print_help(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print the help and end, likewise."""
    if wanted:
        write_stdout(f"{context.get_help()}\n".encode())
        context.exit()


@click.command(
    context_settings={"help_option_names": [], "max_content_width": 100},
    epilog=EPILOG,
)
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=complete_file)
@_option("--export", is_flag=True, help="Write a brief of the articles.")
@_option("--list", is_flag=True, help="List the articles and what was read of them.")
@_option("--check", is_flag=True, help="Check config, template and corpus; write nothing.")
@_option(
    "--verify",
    shell_complete=complete_file,
    metavar="BRIEF",
    help="Check that every citation of BRIEF still stands.",
)
@_option("--show-config", is_flag=True, help="Show every setting with its origin.")
@_option("--init", shell_complete=complete_file, metavar="DIR", help="Make a folder to start from.")
@_option("--serve", is_flag=True, help="Show the dashboard in a browser on this machine.")
@_option("--clear-cache", is_flag=True, help="Forget what was found in articles.")
@_option(
    "--completion",
    type=click.Choice(["bash", "zsh", "fish"]),
    help="Print the completion script of a shell.",
)
@_option(
    "-o",
    "--output",
    shell_complete=complete_file,
    metavar="FILE|DIR|-",
    help="Where to write; - is standard output. A name with an ending is a file.",
)
@_option("--format", type=click.Choice(get_args(Format)), help="What to write. [default: md]")
@_option(
    "--template",
    shell_complete=complete_name,
    metavar="NAME",
    help="A named set of sections. [default: standard]",
)
@_option("--as-of", metavar="DATE", help="The day the brief speaks of. [default: today]")
@_option(
    "--language",
    type=click.Choice(get_args(Language)),
    help="The language of everything but the quotations. [default: en]",
)
@_option(
    "--method",
    type=click.Choice(get_args(Method)),
    help="How sentences are picked. [default: coverage]",
)
@_option("--sentences", metavar="N", help="Sentences picked per article. [default: 3]")
@_option(
    "--previous",
    shell_complete=complete_file,
    metavar="BRIEF",
    help="Tell what changed since an earlier brief.",
)
@_option("--since", metavar="DATE", help="Leave out articles published before.")
@_option("--until", metavar="DATE", help="Leave out articles published after.")
@_option("--jobs", metavar="N", help="Processes; 0 means one per core. [default: 0]")
@_option("--scheduler", metavar="ADDRESS", help="A Dask cluster that works: tcp://HOST:PORT.")
@_option(
    "--tokenizer",
    type=click.Choice(get_args(Tokenizer)),
    help="What takes texts apart into words. [default: janome]",
)
@_option("--cache/--no-cache", default=None, help="Use what was found before. [default: yes]")
@_option("--strict/--no-strict", default=None, help="Exit 3 when a source was skipped or damaged.")
@_option("--follow-symlinks/--no-follow-symlinks", default=None, help="Follow links in folders.")
@_option(
    "--corpus",
    shell_complete=complete_file,
    metavar="FILE",
    help="A corpus.yaml not beside the articles.",
)
@_option(
    "--corpus-name",
    shell_complete=complete_name,
    metavar="NAME",
    help="One of the corpora that the config names.",
)
@_option(
    "--config",
    shell_complete=complete_file,
    metavar="FILE",
    help="The config file. [default: ./config.yaml]",
)
@_option("--force", is_flag=True, help="Replace a brief that a person edited; keep a backup.")
@_option("--theme", metavar="NAME", help="The colours of the dashboard. [default: rkbrief-dark]")
@_option("--ambiguous-width", metavar="1|2", help="Cells of characters such as ○. [default: 1]")
@_option("--port", metavar="N", type=click.IntRange(1, 65535), help="With --serve: the port.")
@_option("--read-only", is_flag=True, help="A dashboard that writes nothing.")
@_option("--diff", is_flag=True, help="With --export: show what would change; write nothing.")
@_option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@_option("-v", "--verbose", is_flag=True, help="Say more, with a traceback on a defect.")
@_option("--version", **_PRINTING, callback=_print_version, help="Show the version.")
@_option("-h", "--help", **_PRINTING, callback=_print_help, help="Show this message.")
def command(paths: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click gives what was declared
    """Make a short, cited brief from Japanese articles.

    PATH is a file or folder of articles, - is standard input; none is the corpus that the
    config names (seeds). Without a mode, such as --export, the dashboard opens.
    """
    chosen = [mode for mode in _MODES if options[mode]]
    if len(chosen) > 1:
        names = " and ".join(f"--{mode.replace('_', '-')}" for mode in chosen)
        raise click.UsageError(f"{names} do not go together; choose one")
    _refuse_empty(options)
    _refuse_unused(chosen, paths, options)
    talk = Talk(quiet=options["quiet"], verbose=options["verbose"])
    if options["port"] is not None and not options["serve"]:
        raise click.UsageError("--port goes with --serve")
    if chosen == ["serve"] or not (chosen or options["diff"]):
        from rkbrief.run import prepare

        return _open_dashboard(prepare(paths, options, talk), options)
    if options["completion"]:
        return print_completion(options["completion"], command)
    from rkbrief.lexicon.compiled import take_compiled

    take_compiled()  # before the modules with the patterns are loaded, yaml's too
    from rkbrief import modes  # not for the dashboard, which has a screen to paint
    from rkbrief.run import prepare

    if options["clear_cache"]:
        return modes.clear_cache(talk)
    if options["init"]:
        return modes.init(Path(options["init"]), talk)
    arguments = click.get_current_context().obj or ()
    return _run_mode(prepare(paths, options, talk, arguments=arguments), chosen, options)


def _refuse_empty(options: Mapping[str, Any]) -> None:
    """Refuse a name and a day that is none, as a shell gives for an unset variable.

    ``null`` says that there is to be no day.
    """
    for names, what in ((_FILES, "name"), (_DAYS, "day")):
        for name in names:
            if options[name] == "":
                flag = name.replace("_", "-")
                raise click.UsageError(f"--{flag}: the {what} is empty; was a variable left unset?")


def _refuse_unused(chosen: Sequence[str], paths: Sequence[str], options: dict[str, Any]) -> None:
    """Refuse what a mode would pass over in silence.

    Raises:
        click.UsageError: with what goes with what.
    """
    mode = chosen[0] if chosen else ""
    flag = f"--{mode.replace('_', '-')}"
    if paths and mode in _WITHOUT_PATH:
        raise click.UsageError(f"{flag} reads no articles: it takes no PATH")
    if options["output"] and mode in _ON_STDOUT:
        raise click.UsageError(f"--output goes with --export; {flag} writes to standard output")
    if options["format"] not in {None, "jsonl"} and mode in {"list", "verify"}:
        raise click.UsageError(f"{flag} writes lines of text or, with --format jsonl, of JSON")


def _run_mode(run: Run, chosen: Sequence[str], options: dict[str, Any]) -> int:
    """Do what the one mode in ``chosen`` says with the settings of ``run``."""
    from rkbrief import modes
    from rkbrief.engine import collect_seldom, host_workers

    collect_seldom()
    host_workers()
    if options["show_config"]:
        return modes.show_config(run)
    if options["diff"] and not options["export"]:
        raise click.UsageError("--diff goes with --export")
    if options["previous"] and chosen[0] not in {"export", "check"}:
        raise click.UsageError("--previous goes with --export, --check and the dashboard")
    if options["verify"]:
        return modes.verify(run, Path(options["verify"]))
    work = {"export": modes.export, "list": modes.list_articles, "check": modes.check}
    return work[chosen[0]](run)


def _open_dashboard(run: Run, options: dict[str, Any]) -> int:
    """Open the dashboard, where there is a terminal or, with --serve, a browser to show it."""
    from rkbrief.checks import require_settings
    from rkbrief.language.tokenizers import require_tokenizer
    from rkbrief.run import locate_corpus
    from rkbrief.tui.terminal import is_served, why_no_dashboard

    locate_corpus(run)
    require_tokenizer(run.config.tokenizer)
    require_settings(run.resolved)
    if options["serve"] and not is_served():
        gc.enable()
        return _serve(run, options["port"])
    if reason := why_no_dashboard():
        raise click.UsageError(reason)
    from rkbrief.dashboard import open_dashboard

    return open_dashboard(run)


def _serve(run: Run, port: int | None) -> int:
    """Serve the dashboard, unless it would fail on each visit for what can be told now."""
    from rkbrief.dashboard import check_dashboard
    from rkbrief.run import STDIN
    from rkbrief.serving import require_web, serve

    require_web()
    if STDIN in run.paths:
        raise click.UsageError("--serve reads files, not standard input: each visit reads anew")
    check_dashboard(run)
    arguments = click.get_current_context().obj or ()
    return serve(arguments, run.talk, port=port)


def run(arguments: Sequence[str], *, at_end: bool = False) -> int:
    """Run the command line ``arguments`` and return the exit code.

    ``at_end``: the process ends with it, so that nothing is to be said after what went wrong.
    Where memory runs out, what is thrown away on the way would add hundreds of lines.
    """
    talk = Talk(verbose="-v" in arguments or "--verbose" in arguments)
    _catch_signals()
    if ASKED in os.environ:  # by a shell, what there is to complete
        teach_shells()
    try:
        with owning_process():
            result = command.main(
                list(arguments), prog_name="rkbrief", standalone_mode=False, obj=tuple(arguments)
            )
    except (Signalled, click.Abort) as stop:
        return _SIGNALLED + getattr(stop, "number", signal.SIGINT)
    except (ClosedPipeError, BrokenPipeError):
        return CLOSED_PIPE
    except BaseException as error:  # noqa: BLE001 - the last line of defence
        if isinstance(error, SystemExit) and ASKED in os.environ:  # click ends a completion so
            return 0
        code = _explain(error, talk)
        if at_end:
            sys.stderr = None
        return code
    return result if isinstance(result, int) else 0


def _explain(error: BaseException, talk: Talk) -> int:
    """Say what went wrong and return the exit code that stands for it."""
    if isinstance(error, RkbriefError):
        talk.complain(*error.lines)
        return error.exit_code
    if isinstance(error, click.ClickException):
        talk.complain(error.format_message())
        if isinstance(error, click.UsageError):
            talk.complain("try rkbrief --help")
        return error.exit_code
    if is_refusal(error) and not talk.verbose:
        talk.complain(f"the system refuses what the program needs: {str(error) or 'memory'}")
        return FAILED
    talk.complain(f"internal error: {type(error).__name__}: {error}")
    if talk.verbose:
        talk.complain(*"".join(traceback.format_exception(error)).splitlines())
    return FAILED


def _catch_signals() -> None:
    """Turn signals into :class:`Signalled`, so that temporary files and workers are cleared.

    A signal that the caller ignores (nohup) stays ignored. After the first one the defaults
    are back: a second Ctrl-C ends the program at once.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    caught = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    report = sys.unraisablehook

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        for other in caught:
            signal.signal(other, signal.SIG_DFL)
        raise Signalled(number)

    def stop_again(lost: sys.UnraisableHookArgs) -> None:
        """Raise once more what Python drops in a finalizer or a callback of its own."""
        if not isinstance(lost.exc_value, Signalled):
            report(lost)
            return
        number = lost.exc_value.number
        signal.signal(number, stop)
        threading.Timer(_AGAIN_SECONDS, signal.pthread_kill, (_MAIN_THREAD, number)).start()

    sys.unraisablehook = stop_again
    for number in caught:
        signal.signal(number, stop)
