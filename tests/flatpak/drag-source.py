#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""A file manager's part in dragging: a window from anywhere in which a file can be dragged.

usage: drag-source.py FILE
"""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, GObject, Gtk  # noqa: E402


def main():
    Gtk.init()
    files = GObject.Value(Gdk.FileList,
                          Gdk.FileList.new_from_array([Gio.File.new_for_path(sys.argv[1])]))
    source = Gtk.DragSource(content=Gdk.ContentProvider.new_for_value(files),
                            actions=Gdk.DragAction.COPY)
    label = Gtk.Label(label='Drag', hexpand=True, vexpand=True)
    label.add_controller(source)
    window = Gtk.Window(title='Drag Source', decorated=False, child=label,
                        default_width=100, default_height=100)
    window.present()
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
