# SPDX-License-Identifier: GPL-3.0-or-later

"""The installed Flatpak: commands and the window inside its sandbox, and how checks are reported.

For scripts that build-aux/flatpak starts in a session of their own.
"""

import contextlib
import os
import pathlib
import subprocess
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'display'))
import azc  # noqa: E402

APP = 'com.example.AzureChat'
HOME = pathlib.Path(os.environ['HOME'])
DATA = HOME / '.var/app' / APP
SHOTS = pathlib.Path(os.environ['AZC_FLATPAK_SHOTS'])

# What the harness sets for programs outside, and a desktop would not set
for name in ('GSETTINGS_BACKEND', 'TMPDIR'):
    os.environ.pop(name, None)

# The portals' dialogs are no part of the accessibility tree: libatspi hangs at such a program
# that is about to start.
subprocess.run(['dbus-update-activation-environment', 'NO_AT_BRIDGE=1'], check=True)


def flatpak_run(*arguments, options=(), **more):
    """Runs the program, or what --command among the options names."""
    return subprocess.run(['flatpak', 'run', '--user', *options, APP, *map(str, arguments)],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
                          **more)


def output_of(*arguments, options=()):
    run = flatpak_run(*arguments, options=options)
    if run.returncode != 0:
        raise azc.Failure(f'{arguments} ended with {run.returncode}: {run.stderr}{run.stdout}')
    return run.stdout


def expect(text, *parts):
    for part in parts:
        if part not in text:
            raise azc.Failure(f'“{part}” is not in “{text}”')


class Window(azc.App):
    """The window; outside the sandbox its process has another id than inside."""

    def __init__(self, *arguments, options=()):
        super().__init__('run', '--user', *options, APP, *map(str, arguments), program='flatpak')

    def _find_root(self):
        if self.process.poll() is not None:
            raise azc.Failure(f'the program ended with {self.process.returncode}')
        desktop = azc.Atspi.get_desktop(0)
        desktop.set_cache_mask(azc.Atspi.Cache.NONE)
        for node in azc.Node(desktop).children:
            if node.name == 'azure-chat' and any(node.children):
                node.accessible.set_cache_mask(azc.Atspi.Cache.NONE)
                return node
        return None

    @staticmethod
    def is_harmless(complaint):
        """What GTK 4.18 says of the missing portal, of libadwaita's dialogs, and of tables in
        its horizontal boxes"""
        return any(words in complaint for words in (
            'Flatpak portal version', 'Trying to measure GtkLabel', 'AzcBlockRow'))

    def activate(self):
        """A window that is about to go may be the newest one still."""
        def done():
            with contextlib.suppress(subprocess.CalledProcessError):
                super(Window, self).activate()
                return True
            return False
        azc.wait_for(done, 'the keyboard in the window')

    def _find_window(self):
        return newest_window('--class', '^azure-chat$')

    def kill(self):
        subprocess.run(['flatpak', 'kill', APP], stderr=subprocess.DEVNULL)
        super().kill()


def newest_window(*what):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', *what],
                           capture_output=True, text=True)
    return (found.stdout.split() or [None])[-1]


def activate(window):
    azc.run('xdotool', 'windowactivate', '--sync', window)


def run_checks(*checks):
    """Each is a function whose documentation says what it proves."""
    failed = 0
    for check in checks:
        try:
            check()
            print(f'ok: {check.__doc__}', flush=True)
        except Exception:
            failed += 1
            traceback.print_exc()
            print(f'FAILED: {check.__doc__}', flush=True)
    sys.exit(failed > 0)
