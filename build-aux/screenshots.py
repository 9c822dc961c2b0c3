#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Makes the pictures of the README anew, with the real program.

usage: AZC_TEST_SCREEN=1280x1100x24 AZC_PROGRAM=… GSETTINGS_SCHEMA_DIR=… tests/display/with-display build-aux/screenshots.py
"""

import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TOP = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP / 'tests/display'), str(TOP / 'build-aux')]
import azc  # noqa: E402

demo = importlib.import_module('headless-demo')
FOLDER = TOP / 'data/screenshots'
ENDPOINT = {'name': 'Contoso vision', 'url': 'https://contoso.openai.azure.com',
            'deployment': 'gpt-4o', 'api-version': '2024-10-21',
            'headers': {'X-Team': 'blue'}, 'models': [{'name': 'gpt-4o', 'vision': True}]}


def show_conversation(folder):
    with azc.App('--demo', str(demo.sample_picture(folder / 'sea.png'))) as app:
        azc.wait_for(lambda: app.attached, 'the picture in the composer')
        app.resize(1000, 1050)
        app.send('What do you see in this picture?')
        azc.wait_for(lambda: app.busy or app.answer_rows(), 'the answer to begin')
        app.wait_answer()
        app.find('button', 'Copy')
        app.screenshot(FOLDER / 'conversation.png')


def show_endpoint(folder):
    file = folder / 'endpoint.json'
    file.write_text(json.dumps(ENDPOINT))
    subprocess.run([os.environ['AZC_PROGRAM'], 'endpoints', 'add', file], check=True)
    with azc.App() as app:
        app.keys('ctrl+comma')
        app.find(name='Preferences')
        app.activate()
        row = app.find('label', ENDPOINT['name'])
        app.click(row)
        app.wait_text('contoso.openai.azure.com/openai')
        app.screenshot(FOLDER / 'endpoint.png')


def main():
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        show_conversation(pathlib.Path(folder))
        show_endpoint(pathlib.Path(folder))


if __name__ == '__main__':
    main()
