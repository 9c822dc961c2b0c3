# SPDX-License-Identifier: GPL-3.0-or-later

"""Writing a message: keys, input methods, pasting, pictures, drafts."""

import pathlib
import tempfile
import unittest

from azc import App, Atspi, make_picture, run, wait_for


def copy_files(*paths):
    """Puts files on the clipboard, as a file manager does."""
    uris = '\r\n'.join(pathlib.Path(path).as_uri() for path in paths) + '\r\n'
    run('xclip', '-selection', 'clipboard', '-t', 'text/uri-list', '-i', data=uris.encode())


class Composer(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.app = self.enterContext(App('--demo'))
        self.box = self.app.find('text', 'Message')
        wait_for(lambda: self.box.has_state(Atspi.StateType.FOCUSED), 'the cursor in the composer')
        self.wait_text('')

    def wait_text(self, text):
        wait_for(lambda: self.box.text == text or (not text and self.box.text == 'Message'),
                 f'“{text}” in the composer')

    def picture(self, name):
        return make_picture(pathlib.Path(self.folder.name, name))

    def send_is_possible(self):
        return any(node.sensitive for node in self.app.root.find_all('button', 'Send'))

    def test_enter_sends_and_shift_enter_breaks_the_line(self):
        self.assertFalse(self.send_is_possible())
        self.app.type('first')
        self.app.keys('shift+Return')
        self.app.type('second')
        self.wait_text('first\nsecond')
        self.assertTrue(self.send_is_possible())
        self.app.keys('Return')
        self.wait_text('')
        self.app.find('label', contains='first')

    def test_shift_tab_leaves_the_composer(self):
        example = self.app.find('button', 'Compare PNG, JPEG and WebP in a table')
        self.app.keys('shift+Tab', 'shift+Tab')
        wait_for(lambda: example.has_state(Atspi.StateType.FOCUSED), 'the focus above the composer')

    def test_blanks_are_nothing_to_send(self):
        self.app.type('   ')
        self.wait_text('   ')
        self.assertFalse(self.send_is_possible())

    def test_enter_belongs_to_the_input_method_first(self):
        self.app.keys('ctrl+shift+u')
        self.app.type('20ac')
        self.app.keys('Return')
        self.wait_text('€')
        self.app.type('x')
        self.wait_text('€x')

    def test_pasted_files_are_attached_and_others_refused(self):
        notes = pathlib.Path(self.folder.name, 'notes.txt')
        notes.write_text('no picture', encoding='utf-8')
        copy_files(self.picture('red.png'), notes)
        self.app.keys('ctrl+v')
        self.app.find('label', '320 × 200')
        self.app.find('label', contains='“notes.txt”')
        self.app.wait_gone('button', 'Remove “notes.txt”')
        self.wait_text('')
        wait_for(self.send_is_possible, 'a picture without text to be enough')

        self.app.press('Remove “red.png”')
        self.app.wait_gone('label', '320 × 200')
        self.assertFalse(self.send_is_possible())

    def test_a_pasted_picture_is_attached_and_sent(self):
        self.app.copy_picture(self.picture('red.png'))
        self.app.keys('ctrl+v')
        self.app.find('button', 'Remove “Pasted picture”')
        self.app.find('label', '320 × 200')
        wait_for(self.send_is_possible, 'the picture to be ready')
        self.app.keys('Return')
        self.app.wait_gone('button', 'Remove “Pasted picture”')

    def test_pasted_text_stays_text(self):
        self.app.copy_text('some text')
        self.app.keys('ctrl+v')
        self.wait_text('some text')

    def test_a_draft_survives_another_conversation(self):
        self.app.type('hello')
        self.app.keys('Return')
        self.wait_text('')
        self.app.type('kept')
        self.wait_text('kept')
        self.app.keys('ctrl+n')
        self.wait_text('')
        self.app.type('new')
        self.wait_text('new')
        self.app.keys('ctrl+Next')
        self.wait_text('kept')
        self.app.keys('ctrl+n')
        self.wait_text('new')

    def test_an_example_fills_the_composer(self):
        self.app.press('Compare PNG, JPEG and WebP in a table')
        self.wait_text('Compare PNG, JPEG and WebP in a table')


if __name__ == '__main__':
    unittest.main(verbosity=2)
