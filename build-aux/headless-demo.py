#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Plays the demo where there is no screen; build-aux/run starts it under with-display.

Starts the real program with its demo endpoint and a picture, asks about it, prints the answer as
it streams into the window, and keeps a screenshot.

usage: headless-demo.py [PICTURE] [QUESTION]
"""

import os
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'tests/display'))
import azc  # noqa: E402

QUESTION = 'What do you see in this picture?'
SHOT = pathlib.Path(__file__).parents[1] / '_build/azure-chat-demo.png'


def sample_picture(path, size=(640, 400)):
    """A sun over the sea, painted here so that nobody has to find a picture first."""
    width, height = size
    horizon = height * 5 // 8
    lines = bytearray()
    for y in range(height):
        lines.append(0)
        for x in range(width):
            if (x - width * 2 // 3) ** 2 + (y - height // 3) ** 2 < (height // 8) ** 2:
                lines += b'\xff\xd2\x3c'
            elif y < horizon:
                lines += bytes((110 + 90 * y // horizon, 175 + 50 * y // horizon, 235))
            else:
                lines += bytes((20, 80 + (x + y * 3) // 9 % 12, 160 - 60 * (y - horizon) // height))
    azc.write_png(path, size, bytes(lines))
    return path


def join(seen, rows):
    """Adds what is new in rows, the part on the screen, to what was seen before."""
    for overlap in range(min(len(seen), len(rows)), -1, -1):
        if seen[len(seen) - overlap:] == rows[:overlap]:
            return seen + rows[overlap:]
    return seen


def follow(app):
    """Prints the answer block by block; the last one still grows, so it comes at the end."""
    seen = []

    def step():
        nonlocal seen
        busy = app.busy
        rows = app.answer_rows()
        joined = join(seen, rows[:-1] if busy else rows)
        for text in joined[len(seen):]:
            print(text, flush=True)
        seen = joined
        return not busy and seen
    azc.wait_for(step, 'the answer', 60)


def main():
    arguments = [word for word in sys.argv[1:] if word != '--demo']
    with tempfile.TemporaryDirectory() as folder:
        if arguments and pathlib.Path(arguments[0]).is_file():
            picture = pathlib.Path(arguments.pop(0)).resolve()
        else:
            picture = sample_picture(pathlib.Path(folder, 'sea.png'))
        question = ' '.join(arguments) or QUESTION
        with azc.App('--demo', str(picture)) as app:
            azc.wait_for(lambda: app.attached, 'the picture in the composer')
            print(f'You: {question} [{picture.name}]', flush=True)
            app.send(question)
            azc.wait_for(lambda: app.busy or app.answer_rows(), 'the answer to begin')
            follow(app)
            app.screenshot(SHOT)
            app.close()
    print(f'\nA screenshot of the window is in {os.path.relpath(SHOT)}')


if __name__ == '__main__':
    main()
