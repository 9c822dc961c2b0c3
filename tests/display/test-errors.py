#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""A refused request becomes a card that says what to do; Retry asks again; the picture and the
additional headers are in each request."""

import json
import os
import pathlib
import subprocess
import tempfile

import azc
import double


def main():
    program = os.environ['AZC_PROGRAM']
    answers = (double.error(401, '401', 'Access denied due to invalid subscription key.'),
               double.stream(['It works ', 'now.']))
    with tempfile.TemporaryDirectory() as folder, double.Double(*answers) as server:
        file = pathlib.Path(folder, 'endpoint.json')
        file.write_text(json.dumps({**server.endpoint, 'headers': {'X-Team': 'blue'}}))
        subprocess.run([program, 'endpoints', 'add', file], check=True)

        with azc.App() as app:
            app.paste_picture(azc.make_picture(pathlib.Path(folder, 'blue.png'), (30, 60, 200)))
            app.send('Does it work')
            app.press('Retry')
            app.wait_text('It works now.')
            app.wait_answer()
            app.close()

    if len(server.chats) != 2:
        raise azc.Failure(f'{len(server.chats)} requests instead of 2')
    for headers, body in server.chats:
        if headers.get('Authorization') != f'Bearer {double.KEY}' or headers.get('X-Team') != 'blue':
            raise azc.Failure(f'headers are missing: {sorted(headers)}')
        if 'data:image/' not in json.dumps(body['messages']):
            raise azc.Failure('the picture is not in the request')


if __name__ == '__main__':
    main()
