#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""A first start: the demo, a pasted picture, the answer, a stop, the sidebar, rename and delete."""

import pathlib
import tempfile

import azc


def answer_mentions_the_colour(app, folder):
    app.paste_picture(azc.make_picture(folder / 'red.png', (210, 40, 40), (320, 200)))
    app.send('Which colour is it?')
    app.wait_answer()
    azc.wait_for(lambda: not app.attached, 'the composer to be empty')
    answer = app.last_answer()
    for word in ('PNG', '320', '200', 'red'):
        if word.lower() not in answer.lower():
            raise azc.Failure(f'the answer does not mention “{word}”:\n{answer}')


def stop_keeps_the_text(app):
    app.send('slow')
    azc.wait_for(lambda: app.busy and len(app.last_answer()) > 40, 'the answer to begin')
    app.keys('Escape')
    app.wait_answer()
    text = app.last_answer()
    if len(text) <= 40:
        raise azc.Failure(f'stopping lost the text: “{text}”')
    app.wait_text('Stopped')


def new_conversation(app):
    before = app.conversations
    app.keys('ctrl+n')
    app.wait_title('New Conversation')
    app.send('Hello there')
    app.wait_answer()
    azc.wait_for(lambda: len(app.conversations) == len(before) + 1, 'a second conversation')


def has_news(app):
    return app.root.find(name='New answer') is not None


def unseen_answer_is_news(app):
    app.keys('ctrl+n')
    app.wait_title('New Conversation')
    app.send('Hello again')
    azc.wait_for(lambda: app.busy, 'the answer to begin')
    if has_news(app):
        raise azc.Failure('what the person sees is no news')
    app.keys('ctrl+n')
    azc.wait_for(lambda: has_news(app), 'the dot of an answer that nobody saw', 30)
    app.open_conversation('Hello again')
    azc.wait_for(lambda: not has_news(app), 'the dot to vanish')


def rename(app, title):
    app.keys('F2')
    app.find(name='Rename Conversation')
    app.activate()
    app.keys('ctrl+a')
    app.type(title)
    app.keys('Return')
    azc.wait_for(lambda: any(title in name for name in app.conversations), f'the title “{title}”')
    app.wait_gone(name='Rename Conversation')
    app.activate()


def delete_and_undo(app, title):
    app.open_conversation(title)
    app.keys('Delete')
    azc.wait_for(lambda: not any(title in name for name in app.conversations), 'the deletion')
    app.press('Undo')
    azc.wait_for(lambda: any(title in name for name in app.conversations), 'its undoing')


def main():
    with tempfile.TemporaryDirectory() as folder, azc.App() as app:
        app.find('button', 'Add Endpoint')
        app.press('Try the Demo')
        app.wait_text('Demo')
        answer_mentions_the_colour(app, pathlib.Path(folder))
        stop_keeps_the_text(app)
        unseen_answer_is_news(app)
        new_conversation(app)
        rename(app, 'Greetings')
        delete_and_undo(app, 'Greetings')
        app.close()


if __name__ == '__main__':
    main()
