#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the installed Flatpak can do in its sandbox, and what it cannot."""

import contextlib
import json
import pathlib
import re
import subprocess
import sys

from sandbox import (APP, DATA, HOME, SHOTS, Window, activate, azc, expect, newest_window,
                     output_of, run_checks)

import double  # noqa: E402, beside azc

FORWARDING = ['--file-forwarding']
QUESTION = 'What do you see?'


def picture(name, colour):
    """One outside the sandbox"""
    folder = HOME / 'Pictures'
    folder.mkdir(exist_ok=True)
    return azc.make_picture(folder / name, colour)


def add_endpoint(server):
    file = HOME / 'endpoint.json'
    file.write_text(json.dumps(server.endpoint))
    output_of('endpoints', 'add', '@@', file, '@@', options=FORWARDING)


def ask_about(app, colour):
    """What is attached reaches the demo, which tells its colour."""
    azc.wait_for(lambda: app.attached, 'the picture in the composer')
    app.activate()
    app.send(QUESTION)
    app.wait_text(colour)
    app.wait_answer()
    expect(app.last_answer(), colour)


def check_libraries():
    """every library is in the runtime or in a module"""
    lines = output_of('/app/bin/azure-chat', options=['--command=ldd']).splitlines()
    places = [re.search(r'=> (\S+)', line).group(1) for line in lines if '=>' in line]
    strange = [place for place in places if not place.startswith(('/app/lib/', '/usr/', '/lib'))]
    if len(places) < 20 or strange:
        raise azc.Failure(f'{strange} in {lines}')
    expect('\n'.join(lines), '/app/lib/libmd4c.so')


def check_command_line():
    """azure-chat ask --demo answers about a picture that it was given"""
    answer = output_of('ask', '--demo', '-i', '@@', picture('red.png', (210, 40, 40)), '@@',
                       QUESTION, options=FORWARDING)
    expect(answer, 'PNG', '320', '200', 'red')


def check_window():
    """the window comes up, answers, and a screenshot of it is kept"""
    with Window('--demo') as app:
        app.send('Tell me about this program')
        azc.wait_for(lambda: app.busy or app.answer_rows(), 'the answer to begin')
        app.wait_answer()
        app.screenshot(SHOTS / 'window.png')
        app.close()


def check_settings():
    """settings are there in the next run"""
    read = ['get', APP, 'picture-max-side']
    gsettings = ['--command=gsettings']
    if output_of(*read, options=gsettings) != 'uint32 2048\n':
        raise azc.Failure('the settings were not new')
    output_of('set', APP, 'picture-max-side', '1024', options=gsettings)
    expect(output_of(*read, options=gsettings), 'uint32 1024')
    expect((DATA / 'config/glib-2.0/settings/keyfile').read_text(), '1024')


def check_key():
    """a key goes through the secret portal and is there in the next run; loopback is reached"""
    with double.Double(double.stream(['I am ', 'here.'])) as server:
        add_endpoint(server)
        expect(output_of('endpoints', 'list'), 'Double')
        expect(output_of('ask', '-e', 'Double', 'Hello'), 'I am here.')
    expect(server.chats[0][0]['Authorization'], double.KEY)

    kept = [path for path in DATA.rglob('*') if path.is_file()]
    if DATA / 'data/keyrings/default.keyring' not in kept:
        raise azc.Failure(f'there is no keyring among {kept}')
    open_ones = [path for path in kept if double.KEY.encode() in path.read_bytes()]
    if open_ones:
        raise azc.Failure(f'the key stands in {open_ones}')


def check_home():
    """nothing of the person’s home can be read or written"""
    marker = HOME / 'Documents/private-marker'
    marker.parent.mkdir()
    marker.write_text('private')
    found = output_of('/', '-path', '/proc', '-prune', '-o', '-name', marker.name, '-print',
                      options=['--command=find'])
    if found:
        raise azc.Failure(f'the sandbox sees {found}')
    output_of('-c', f'mkdir -p {marker.parent} && echo changed >{marker} || :',
              options=['--command=sh'])
    expect(marker.read_text(), 'private')


def check_chosen():
    """a picture outside is chosen through the portal, attached, sent and seen"""
    file = picture('green.png', (30, 160, 60))
    with Window('--demo') as app:
        app.find('text', 'Message')
        app.keys('ctrl+o')
        dialog = azc.wait_for(lambda: newest_window('--name', '^Attach Pictures$'), 'the dialog')
        activate(dialog)
        app.keys('ctrl+l')
        # GTK 3 completes while one types, and loses letters that come quicker.
        azc.run('xdotool', 'type', '--delay', '60', str(file))

        def accepted():
            # not until it has completed
            app.keys('Return')
            return not newest_window('--name', '^Attach Pictures$')
        azc.wait_for(accepted, 'the end of the dialog')
        ask_about(app, 'green')
        app.close()


def check_dropped():
    """a picture outside is dropped through the file-transfer portal, sent and seen"""
    file = picture('blue.png', (30, 60, 200))
    with Window('--demo') as app, contextlib.ExitStack() as stack:
        app.find('text', 'Message')
        source = stack.enter_context(subprocess.Popen(
            [sys.executable, pathlib.Path(__file__).with_name('drag-source.py'), file]))
        stack.callback(source.kill)
        window = azc.wait_for(lambda: newest_window('--name', '^Drag Source$'), 'the drag source')
        azc.run('xdotool', 'windowmove', '--sync', window, '0', '0')
        azc.run('xdotool', 'mousemove', '50', '50', 'mousedown', '1')
        step = 0

        def shows_where_to_drop():
            nonlocal step
            step += 1
            azc.run('xdotool', 'mousemove', str(600 + step % 40), '400')
            return app.root.find(contains='Drop pictures here')
        azc.wait_for(shows_where_to_drop, 'the window to take it')
        azc.run('xdotool', 'mouseup', '1')
        ask_about(app, 'blue')
        app.close()


run_checks(check_libraries, check_command_line, check_window, check_settings, check_key,
           check_home, check_chosen, check_dropped)
