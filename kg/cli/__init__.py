"""The command line: one command a file, imported only when it is called.

Only this package prints, prompts or exits. `COMMANDS` names each command and the line that `kg --help` shows
for it, so that help needs no heavy import; a test holds these lines to the commands' own docstrings.
"""

from __future__ import annotations

import importlib
import keyword
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem

from kg.errors import KgError

COMMANDS: dict[str, str] = {
    "build": "Build or extend the store from reports.",
    "extract": "Write what is learnt from each report as JSON.",
    "query": "Answer a SPARQL query.",
    "ask": "Answer a named question, or one in plain Chinese.",
    "show": "Show all that is known of one thing, with sentences.",
    "diff": "Show what came, went and changed between two dates.",
    "match": "List needs with the bodies that could meet them, ranked.",
    "followup": "List promises and whether they were kept.",
    "brief": "Write two pages on one thing: a county, body, person or programme.",
    "mcp": "Offer the answers to agents, as an MCP server.",
    "view": "Write the graph as one offline HTML page.",
    "serve": "Serve SPARQL, the explorer and a page for each thing.",
    "export": "Write the graph in another format.",
    "import": "Bring a backup or an export into the store.",
    "analyze": "Show hubs, brokers, communities and gaps of the graph.",
    "review": "List what a person should look at, or take the answers.",
    "merge": "Say that two things are one.",
    "separate": "Say that two things are two.",
    "accept": "Say yes to a case, or that a fact is right.",
    "reject": "Say no to a case, or that a fact or a thing is wrong.",
    "undo": "Take judgements back, in any order.",
    "validate": "Check the store against the shapes.",
    "remove": "Take reports out of the store, or a person.",
    "status": "Show what the store holds.",
    "evaluate": "Score extraction against gold annotations.",
    "rules": "Count what each rule finds in reports.",
}


def module_name(command: str) -> str:
    """Return the module of a command; one that Python has a keyword for (import) bears an underscore."""
    return f"kg.cli.{command}{'_' if keyword.iskeyword(command) else ''}"


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(module_name(cmd_name))
        command: click.Command = module.command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        commands = [
            CompletionItem(name, help=about)
            for name, about in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return commands if not incomplete.startswith("-") else super().shell_complete(ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kexie-kg", prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
def group(debug: bool) -> None:
    """Turn reports into a knowledge graph in which every fact leads to its sentence.

    \b
    Completion of commands, questions and names in the shell:
      eval "$(_KG_COMPLETE=bash_source kg)"      in zsh: zsh_source
      _KG_COMPLETE=fish_source kg | source       in fish
    """


def main(args: list[str] | None = None) -> None:
    """Run `kg` and exit: 0 done, 1 the answer is no, 2 bad use or input, 70 internal error, 130 Ctrl-C."""
    arguments = sys.argv[1:] if args is None else args
    try:
        code: Any = group.main(arguments, prog_name="kg", standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except KeyboardInterrupt:
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except KgError as error:
        _complain(str(error))
        code = error.exit_code
    except BrokenPipeError:
        # The reader (head, less) has what it wanted; without this Python complains again while it flushes.
        sys.stderr.close()
        code = 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename is not None else ""
        _complain(f"{where}{error.strerror}; check the path, its permissions and the disk")
        code = 2
    except Exception as error:
        if "--debug" in arguments:
            raise
        _complain(f"internal error: {type(error).__name__}: {error} (run again with --debug)")
        code = 70
    sys.exit(code if isinstance(code, int) else 0)


def _complain(text: str) -> None:
    """Write one line to standard error; names of files and things may hold control characters."""
    from kg.answers.formats import one_line  # heavy: not at `kg --help`

    click.echo(f"kg: {one_line(text)}", err=True)
