#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the Flatpak manifest: its permissions, pinned sources, and that each property is known.

usage: test-manifest.py MANIFEST
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

MANIFEST = pathlib.Path(sys.argv.pop(1)).resolve()

# The network for the services, a window, fast drawing. The keyring, files and notifications come
# through portals, which need no permission.
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11',
               '--device=dri'}


class Manifest(unittest.TestCase):
    def setUp(self):
        self.manifest = json.loads(MANIFEST.read_text(encoding='utf-8'))

    def test_permissions(self):
        self.assertEqual(set(self.manifest['finish-args']), PERMISSIONS)

    def test_id(self):
        self.assertEqual(self.manifest['id'], MANIFEST.stem)

    def test_sources_are_pinned(self):
        for module in self.manifest['modules']:
            for source in module['sources']:
                if source['type'] == 'dir':
                    self.assertIs(module, self.manifest['modules'][-1])
                    self.assertTrue(module['run-tests'])
                    continue
                self.assertEqual(source['type'], 'archive', module['name'])
                self.assertTrue(source['url'].startswith('https://'), module['name'])
                self.assertRegex(source['sha256'], re.compile('^[0-9a-f]{64}$'))

    @unittest.skipUnless(shutil.which('flatpak-builder'), 'no flatpak-builder')
    def test_properties_are_known(self):
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(['flatpak-builder', '--show-manifest', MANIFEST], cwd=folder,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.assertEqual((run.returncode, run.stderr), (0, ''))


if __name__ == '__main__':
    unittest.main()
