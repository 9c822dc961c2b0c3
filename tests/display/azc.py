# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the real window: reads it as a screen reader does, and types, clicks and pastes.

For scripts that run under with-display. Whatever is waited for is a condition; it is asked again
and again for at most PATIENCE seconds.
"""

import contextlib
import os
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 10.0
INTERVAL = 0.05

# Labels whose middles are nearer than this stand in one line, in pixels.
LINE = 8

# What the libraries below the window complain about is a mistake in what they were told.
COMPLAINT = re.compile(r'\b(Gtk|Gdk|Gsk|Adwaita|Pango|GLib|GLib-GObject|GLib-GIO)-(WARNING|CRITICAL)')

# Newer libraries have shorter names for the same roles.
ROLES = {
    'push button': 'button',
    'push button menu': 'button',
    'entry': 'text',
    'text box': 'text',
    'text view': 'text',
    'password text': 'text',
    'text field': 'text',
}


class Failure(AssertionError):
    pass


def plain_name(name):
    """GTK 4.8 names a button with a mnemonic “_Retry Retry”."""
    half = len(name) // 2
    if half and name[half] == ' ' and name[:half].replace('_', '') == name[half + 1:]:
        return name[half + 1:]
    return name


def wait_for(condition, what, patience=PATIENCE):
    """The first true value of condition (); Failure where none comes in time."""
    deadline = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f'{what}: not within {patience:g} s')
        time.sleep(INTERVAL)


def run(*arguments, data=None):
    # xclip stays alive and would hold a pipe open, so nothing is captured.
    subprocess.run(arguments, check=True, input=data, timeout=30,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Node:
    """One accessible object. It may vanish at any time; then everything about it is empty."""

    def __init__(self, accessible):
        self.accessible = accessible

    def _ask(self, question, otherwise):
        with contextlib.suppress(GLib.Error):
            answer = question(self.accessible)
            if answer is not None:
                return answer
        return otherwise

    @property
    def role(self):
        role = self._ask(Atspi.Accessible.get_role_name, '')
        return ROLES.get(role, role)

    @property
    def name(self):
        return plain_name(self._ask(Atspi.Accessible.get_name, ''))

    @property
    def description(self):
        return self._ask(Atspi.Accessible.get_description, '')

    @property
    def text(self):
        def question(accessible):
            interface = accessible.get_text_iface()
            return interface and Atspi.Text.get_text(interface, 0, -1)
        return self._ask(question, '') or self.name

    def has_state(self, state):
        return self._ask(lambda a: a.get_state_set().contains(state), False)

    @property
    def sensitive(self):
        return self.has_state(Atspi.StateType.SENSITIVE)

    @property
    def children(self):
        count = self._ask(Atspi.Accessible.get_child_count, 0)
        for i in range(count):
            child = self._ask(lambda a, i=i: a.get_child_at_index(i), None)
            if child is not None:
                yield Node(child)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def matches(self, role=None, name=None, contains=None):
        return ((role is None or self.role == role) and
                (name is None or self.name == name) and
                (contains is None or contains in self.text))

    def find_all(self, role=None, name=None, contains=None):
        return [node for node in self.walk() if node.matches(role, name, contains)]

    def find(self, role=None, name=None, contains=None):
        return next((node for node in self.walk() if node.matches(role, name, contains)), None)

    def press(self):
        """Does what a click on it does."""
        def question(accessible):
            return accessible.get_action_iface() and Atspi.Action.do_action(accessible, 0)
        if not self._ask(question, False):
            raise Failure(f'{self!r} cannot be pressed')

    @property
    def extents(self):
        """x, y, width, height within the window"""
        def question(accessible):
            box = Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW)
            return box.x, box.y, box.width, box.height
        return self._ask(question, (0, 0, 0, 0))

    @property
    def laid_out(self):
        """The text of all labels below it; those beside each other in one line."""
        lines = []
        last_y = None
        for node in self.walk():
            if node.role == 'label':
                x, y, width, height = node.extents
                middle = y + height // 2
                if last_y is not None and abs(middle - last_y) < LINE:
                    lines[-1] += '  ' + node.text
                else:
                    lines.append(node.text)
                last_y = middle
        return '\n'.join(lines)

    def tree(self, depth=0):
        """The part of the window below it, a line each, to see why something is not found."""
        # what only arranges others is left out
        plain = self.role in ('panel', 'filler', 'scroll pane', 'scroll bar', 'separator')
        lines = [] if plain else ['  ' * depth + repr(self)]
        for child in self.children:
            lines += child.tree(depth if plain else depth + 1).splitlines()
        return '\n'.join(lines)

    def __repr__(self):
        text = self.text
        return f'{self.role} “{self.name}”' + (f' = “{text}”' if text != self.name else '')


class App:
    """The program in a window, from its start to its end."""

    def __init__(self, *arguments, program=None, environment=None):
        program = program or os.environ.get('AZC_PROGRAM', 'azure-chat')
        self.log = tempfile.TemporaryFile('w+')
        self.process = subprocess.Popen([program, *arguments], start_new_session=True,
                                        stdin=subprocess.DEVNULL, stderr=self.log,
                                        env={**os.environ, **(environment or {})})
        try:
            self.root = wait_for(self._find_root, 'the program’s window', 30)
            self.window_id = wait_for(self._find_window, 'the window on the screen', 30)
            self.activate()
        except BaseException:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and os.environ.get('AZC_TEST_SHOTS'):
            with contextlib.suppress(Exception):
                self.screenshot(pathlib.Path(os.environ['AZC_TEST_SHOTS'], 'failure.png'))
        if error is not None:
            with contextlib.suppress(Exception):
                print(self.root.tree(), file=sys.stderr)
        self.kill()
        with self.log:
            self.log.seek(0)
            words = self.log.read()
        print(words, end='', file=sys.stderr)
        if error is None and any(COMPLAINT.search(line) and not self.is_harmless(line)
                                 for line in words.splitlines()):
            raise Failure('the program was complained about')

    @staticmethod
    def is_harmless(complaint):
        return False

    def _find_root(self):
        if self.process.poll() is not None:
            raise Failure(f'the program ended with {self.process.returncode}')
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        for node in Node(desktop).children:
            pid = node._ask(Atspi.Accessible.get_process_id, 0)
            if pid == self.process.pid and any(node.children):
                # This script runs no main loop, so a cache would never hear of a change. Every
                # program has a cache of its own.
                node.accessible.set_cache_mask(Atspi.Cache.NONE)
                return node
        return None

    def _find_window(self):
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid',
                                str(self.process.pid)], capture_output=True, text=True)
        return (found.stdout.split() or [None])[-1]

    def activate(self):
        """Gives the keyboard to the program's newest window."""
        self.window_id = self._find_window() or self.window_id
        run('xdotool', 'windowactivate', '--sync', self.window_id)

    # What the person sees

    def find(self, role=None, name=None, contains=None, patience=PATIENCE):
        words = [word for word in (role, name, contains) if word]
        return wait_for(lambda: self.root.find(role, name, contains), ' '.join(words), patience)

    def shows(self, text):
        return self.root.find(contains=text) is not None

    def wait_text(self, text, patience=PATIENCE):
        return self.find(contains=text, patience=patience)

    def wait_gone(self, role=None, name=None, contains=None, patience=PATIENCE):
        wait_for(lambda: not self.root.find(role, name, contains),
                 f'{role or ""} {name or contains} to vanish', patience)

    @property
    def text(self):
        """All labels of the window, a line each."""
        return '\n'.join(node.text for node in self.root.walk() if node.role == 'label')

    @property
    def busy(self):
        """Whether an answer is on its way in the conversation that is shown."""
        # newer GTK shows only one of the two buttons that take turns
        return any(button.sensitive for button in self.root.find_all('button', 'Stop'))

    @property
    def conversations(self):
        """The titles in the sidebar, from top to bottom."""
        return [row.laid_out for row in self.conversation_rows()]

    def conversation_rows(self):
        sidebar = self.root.find('list', 'Conversations')
        return sidebar.find_all('list item') if sidebar else []

    def answer_rows(self):
        """The blocks of the last answer, as far as they are near enough to be on the screen."""
        rows = []
        view = self.root.find('list', 'Conversation')
        for row in view.find_all('list item') if view else []:
            name = row.name
            if name == 'Answer' or name.startswith('You: '):
                rows = []
            elif name not in ('Pictures', 'Thoughts', 'State', 'Actions'):
                rows.append(row.laid_out)
        return rows

    def last_answer(self):
        return '\n'.join(self.answer_rows())

    # What the person does

    def compose(self, text):
        """Writes a message, and sees it in the composer."""
        composer = self.find('text', 'Message')
        self.keys('ctrl+l')
        self.type(text)
        wait_for(lambda: composer.text == text, f'“{text}” in the composer')

    def send(self, text):
        self.compose(text)
        self.keys('Return')

    def wait_answer(self, patience=30):
        wait_for(lambda: not self.busy, 'the end of the answer', patience)

    def paste_picture(self, path):
        before = len(self.attached)
        self.copy_picture(path)
        self.find('text', 'Message')
        self.keys('ctrl+l', 'ctrl+v')
        wait_for(lambda: len(self.attached) > before, 'the picture in the composer')

    @property
    def attached(self):
        return [node for node in self.root.walk()
                if node.role == 'button' and node.name.startswith('Remove “')]

    def press(self, name, role='button', patience=PATIENCE):
        """Presses the first button of that name that can be pressed."""
        def button():
            return next((node for node in self.root.find_all(role, name) if node.sensitive), None)
        wait_for(button, f'{role} “{name}”', patience).press()

    def keys(self, *keys):
        run('xdotool', 'key', '--clearmodifiers', *keys)

    def type(self, text):
        run('xdotool', 'type', '--clearmodifiers', '--delay', '12', text)

    def click(self, node):
        x, y, width, height = wait_for(lambda: node.extents[2] and node.extents, f'{node!r}')
        run('xdotool', 'mousemove', '--window', self.window_id,
            str(x + width // 2), str(y + height // 2), 'click', '1')

    def open_conversation(self, title):
        def row():
            return next((row for row in self.conversation_rows() if title in row.laid_out), None)
        self.click(wait_for(row, f'“{title}” in the sidebar'))
        self.wait_title(title)

    def wait_title(self, title):
        wait_for(lambda: self.root.find('frame', title), f'the title “{title}”')

    def copy_picture(self, path):
        """Puts a PNG on the clipboard."""
        run('xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', str(path))

    def copy_text(self, text):
        run('xclip', '-selection', 'clipboard', '-i', data=text.encode())

    def resize(self, width, height):
        run('xdotool', 'windowsize', '--sync', self.window_id, str(width), str(height))

    def screenshot(self, path):
        run('import', '-window', self.window_id, str(path))

    # The end

    def close(self):
        """Closes the window as the person does, and expects the program to end well."""
        self.activate()
        self.keys('alt+F4')
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure('the program does not end with its window') from None
        if code != 0:
            raise Failure(f'the program ended with {code}')

    def kill(self):
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def make_picture(path, colour=(210, 40, 40), size=(320, 200)):
    """Writes a PNG of one colour with a darker frame."""
    width, height = size
    dark = bytes(c // 2 for c in colour)
    edge = b'\0' + dark * width
    line = b'\0' + dark * 8 + bytes(colour) * (width - 16) + dark * 8
    write_png(path, size, edge * 8 + line * (height - 16) + edge * 8)
    return path


def write_png(path, size, lines):
    """Writes 8-bit RGB; every line begins with its filter type, 0."""
    def chunk(kind, data):
        return (struct.pack('>I', len(data)) + kind + data +
                struct.pack('>I', zlib.crc32(kind + data)))
    pathlib.Path(path).write_bytes(
        b'\x89PNG\r\n\x1a\n' +
        chunk(b'IHDR', struct.pack('>IIBBBBB', *size, 8, 2, 0, 0, 0)) +
        chunk(b'IDAT', zlib.compress(lines, 9)) + chunk(b'IEND', b''))
