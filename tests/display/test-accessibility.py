#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every control of the window has a name that says what it does."""

import pathlib
import tempfile

import azc

CONTROLS = {'button', 'toggle button', 'check box', 'switch', 'text', 'combo box', 'slider',
            'spin button', 'menu item', 'link'}
# Where nobody named a widget, its type stands in.
TYPES = ('Gtk', 'Adw', 'Azc', 'Gdk')


def is_named(node):
    name = node.name.strip()
    return bool(name) and not name.startswith(TYPES)


def nameless(root, window):
    """Controls without a name. A menu button is named by the button in it."""
    for node in root.children:
        if node.role in CONTROLS and not is_named(node):
            inner = next((child for child in node.children if child.role == 'button'), None)
            # libadwaita's own search field in a preferences window has no name
            foreign = node.name == 'GtkSearchEntry' and window == 'Preferences'
            if not foreign and not (inner and is_named(inner)):
                yield node
        yield from nameless(node, window)


def check(app, where):
    faults = [f'{where}: {node!r}' for window in app.root.children
              for node in nameless(window, window.name)]
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
