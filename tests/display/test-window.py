# SPDX-License-Identifier: GPL-3.0-or-later

"""The window around a conversation: first start, the list, its keys, and what it remembers."""

import unittest

from azc import App, wait_for


class Window(unittest.TestCase):
    def ask(self, app, text):
        app.find('text', 'Message')
        app.type(text)
        app.keys('Return')
        wait_for(lambda: any(node.sensitive for node in app.root.find_all('button', 'Stop')) or
                 self.titles(app), 'the question to be on its way')

    def titles(self, app):
        """The conversations in their order."""
        return [row.name for row in app.conversation_rows()]

    def test_first_start_leads_to_the_demo(self):
        with App() as app:
            app.find('button', 'Add Endpoint')
            app.press('Try the Demo')
            app.find('text', 'Message')
            app.find('label', 'Demo')
            app.find('label', contains='This is the demo')

    def test_rename_delete_and_undo(self):
        with App('--demo') as app:
            self.ask(app, 'hello')
            wait_for(lambda: len(self.titles(app)) == 1, 'one conversation')
            app.keys('F2')
            app.find('text', 'Title')
            app.activate()
            app.keys('ctrl+a')
            app.type('Renamed')
            app.keys('Return')
            wait_for(lambda: self.titles(app) == ['Renamed'], 'the new title')

            app.activate()
            app.click(app.find('list', 'Conversations').find('label', 'Renamed'))
            app.keys('Delete')
            app.find('label', '“Renamed” deleted')
            self.assertEqual(self.titles(app), [])
            app.press('Undo')
            wait_for(lambda: self.titles(app) == ['Renamed'], 'the conversation to come back')

    def test_keys_walk_the_list(self):
        with App('--demo') as app:
            self.assertEqual(len(app.root.find_all('button', 'New conversation')), 1)
            self.ask(app, 'first')
            app.keys('ctrl+n')
            self.ask(app, 'second')
            wait_for(lambda: len(self.titles(app)) == 2, 'two conversations')
            app.keys('ctrl+Next')
            app.wait_text('first')
            # without the sidebar its button moves to the header bar; newer GTK no longer lists
            # what is hidden
            app.keys('F9')
            wait_for(lambda: (len(app.root.find_all('button', 'New conversation')) == 2 or
                              not app.root.find('list', 'Conversations')), 'the sidebar to go')

    def test_closing_ends_the_program(self):
        with App('--demo') as app:
            self.ask(app, 'slow')
            app.close()


if __name__ == '__main__':
    unittest.main(verbosity=2)
