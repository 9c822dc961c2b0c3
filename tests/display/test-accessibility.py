#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every control of the window has a name that says what it does."""

import pathlib
import tempfile

import azc

CONTROLS = {'button', 'toggle button', 'check box', 'switch', 'text', 'combo box', 'slider',
            'spin button', 'list', 'menu item', 'link', 'image'}
# What GTK puts there by itself
OWN_NAMES = ('Gtk', 'Adw', 'Azc', 'Gdk')


def nameless(root):
    """Controls without a name of their own; one inside a control with a name is a part of it."""
    for node in root.children:
        if node.role in CONTROLS:
            name = node.name.strip()
            if not name or name.startswith(OWN_NAMES):
                yield node
        if not (node.role == 'button' and node.name):
            yield from nameless(node)


def check(app, where):
    faults = [f'{where}: {node!r}' for node in nameless(app.root)]
    if faults:
        raise azc.Failure('controls without a name:\n' + '\n'.join(faults))


def main():
    with tempfile.TemporaryDirectory() as folder, azc.App() as app:
        app.find('button', 'Try the Demo')
        check(app, 'start page')
        app.press('Try the Demo')
        app.wait_text('Demo')
        app.paste_picture(azc.make_picture(pathlib.Path(folder, 'green.png'), (40, 180, 60)))
        check(app, 'a picture in the composer')
        app.send('Show me all that you can do')
        app.wait_answer()
        check(app, 'conversation')
        app.keys('ctrl+comma')
        app.find(name='Preferences')
        check(app, 'preferences')


if __name__ == '__main__':
    main()
