#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""The installed Flatpak on a desktop that has no portals: it works, and says what is missing."""

import json
import subprocess

from sandbox import DATA, Window, azc, expect, flatpak_run, run_checks

import double  # noqa: E402, beside azc

NO_PORTAL = 'xdg-desktop-portal'


def own_file(name):
    """One in the only folder that the sandbox shares with the world outside"""
    folder = DATA / 'cache'
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def check_absent():
    """without portals: there are none on this bus"""
    call = subprocess.run(['gdbus', 'call', '--session', '--dest',
                           'org.freedesktop.portal.Desktop', '--object-path', '/', '--method',
                           'org.freedesktop.DBus.Peer.Ping'], capture_output=True, text=True)
    expect(call.stderr, 'ServiceUnknown')


def check_command_line():
    """without portals: azure-chat ask --demo answers about a picture"""
    file = azc.make_picture(own_file('red.png'), (210, 40, 40))
    expect(flatpak_run('ask', '--demo', '-i', file, 'What is it?').stdout, 'PNG', 'red')


def check_key():
    """without portals: the command line says that there is no keyring"""
    with double.Double(double.stream(['I am here.'])) as server:
        file = own_file('endpoint.json')
        file.write_text(json.dumps(server.endpoint))
        added = flatpak_run('endpoints', 'add', file)
        expect(added.stderr, 'There is no keyring, so the key was not kept.')


def check_window():
    """without portals: a picture is pasted and answered; choosing files says what is missing"""
    with Window('--demo') as app:
        app.find('text', 'Message')
        app.keys('ctrl+o')
        app.wait_text('Files cannot be chosen')
        expect(app.text, NO_PORTAL)
        app.activate()
        app.keys('Escape')
        app.wait_gone(contains='Files cannot be chosen')
        app.activate()
        app.paste_picture(azc.make_picture(own_file('blue.png'), (30, 60, 200)))
        app.send('What is it?')
        app.wait_text('blue')
        app.wait_answer()
        app.close()


run_checks(check_absent, check_command_line, check_key, check_window)
