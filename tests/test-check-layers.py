#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Shows check-layers one fault at a time and expects it to be found at its line."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name('check-layers')
HEAD = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'


def check(name, text):
    with tempfile.TemporaryDirectory() as top:
        path = pathlib.Path(top, name)
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding='utf-8')
        run = subprocess.run([sys.executable, CHECK, top], capture_output=True, text=True)
        return run.returncode, run.stdout


class CheckLayers(unittest.TestCase):
    def assert_fault(self, name, text, *words):
        code, output = check(name, text)
        self.assertEqual(code, 1, output)
        for word in words:
            self.assertIn(word, output)
        self.assertEqual(output.count('\n'), 1, output)

    def assert_clean(self, name, text):
        self.assertEqual(check(name, text), (0, ''))

    def test_includes(self):
        for name, header in (('src/ui/a.c', '"net/http.h"'), ('src/ui/a.c', '"provider/client.h"'),
                             ('src/ui/a.c', '"store/store.h"'), ('src/ui/a.c', '"auth/auth.h"'),
                             ('src/base/a.c', '"net/url.h"'), ('src/chat/a.c', '"ui/window.h"'),
                             ('src/model/a.c', '<gtk/gtk.h>'), ('src/chat/a.c', '<adwaita.h>'),
                             ('src/provider/a.c', '<libsoup/soup.h>'),
                             ('src/main.c', '"net/url.h"'), ('src/net/a.c', '"url.h"')):
            with self.subTest(name=name, header=header):
                self.assert_fault(name, f'{HEAD}\n#include {header}\n', f'{name}:3: ', header)

    def test_allowed(self):
        self.assert_clean('src/ui/a.c', HEAD + '#include "config.h"\n#include "ui/a.h"\n'
                          '#include <adwaita.h>\n#include "chat/workspace.h"\n')
        self.assert_clean('src/net/a.h', HEAD + '#pragma once\n#include <libsoup/soup.h>\n')
        self.assert_clean('tests/data/recorded.c', '\tas it came\n')

    def test_unknown_room(self):
        self.assert_fault('src/utils/a.c', HEAD, 'src/utils/a.c:1: ')

    def test_pure(self):
        self.assert_fault('src/text/a.c', HEAD + 'g_task_run_in_thread (task, work);\n', 'a.c:2: ')
        self.assert_clean('src/net/a.c', HEAD + 'g_task_run_in_thread (task, work);\n')

    def test_style(self):
        self.assert_fault('src/base/a.c', 'int x;\n', 'a.c:1: ', 'SPDX')
        self.assert_fault('src/base/a.h', HEAD, 'a.h:1: ', '#pragma once')
        self.assert_fault('src/base/a.c', HEAD + '\tint x;\n', 'a.c:2: ', 'tab')
        self.assert_fault('src/base/a.c', HEAD + 'int x; \n', 'a.c:2: ', 'blank')
        self.assert_fault('src/base/a.c', HEAD + 'x' * 111 + '\n', 'a.c:2: ', 'columns')


if __name__ == '__main__':
    unittest.main()
