#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""What was said is there after a restart, with its picture; so are the settings and the key."""

import json
import os
import pathlib
import subprocess
import tempfile

import azc
import double


def main():
    program = os.environ['AZC_PROGRAM']
    answer = double.stream(['I see ', 'a **blue** ', 'picture.'])
    with tempfile.TemporaryDirectory() as folder, double.Double(answer) as server:
        file = pathlib.Path(folder, 'endpoint.json')
        file.write_text(json.dumps(server.endpoint))
        subprocess.run([program, 'endpoints', 'add', file], check=True)

        with azc.App() as app:
            app.paste_picture(azc.make_picture(pathlib.Path(folder, 'blue.png'), (30, 60, 200)))
            app.send('What do you see')
            app.wait_text('a blue picture.')
            app.wait_answer()
            app.close()

        with azc.App() as app:
            azc.wait_for(lambda: app.conversations, 'the conversation in the sidebar')
            app.open_conversation('A title')
            app.wait_text('a blue picture.')
            app.find('button', contains='Picture: ')
            app.send('And again')
            azc.wait_for(lambda: len(server.chats) == 2, 'the second request')
            app.wait_answer()
            app.close()

    for headers, body in server.chats:
        if headers.get('Authorization') != f'Bearer {double.KEY}':
            raise azc.Failure('the key is not in the request')
        if 'data:image/' not in json.dumps(body['messages']):
            raise azc.Failure('the picture is not in the request')


if __name__ == '__main__':
    main()
