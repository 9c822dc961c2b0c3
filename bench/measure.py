#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later

"""What bench/run measures. usage: measure.py start|rest|table FILE-OF-RESULTS"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
TOKENS = 20000
TOKENS_PER_SECOND = 2000
STREAM_SECONDS = TOKENS / TOKENS_PER_SECOND

build = pathlib.Path(os.environ.get('AZC_BENCH', ''))
program = os.environ.get('AZC_PROGRAM', '')


def numbers(*command):
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                            stderr=subprocess.DEVNULL).stdout
    return [float(word) for word in output.split()[-2:]]


def measure_starts(results):
    """Start to first frame and memory; the programs take turns, so that all meet the same noise."""
    programs = {'azure-chat': [program], 'hello': [build / 'bench/bench-hello']}
    if shutil.which('gnome-text-editor'):
        programs['gnome-text-editor'] = ['gnome-text-editor', '--standalone']

    found = {name: [] for name in programs}
    for turn in range(ROUNDS + 1):
        for name, command in programs.items():
            figures = numbers(build / 'bench/bench-first-frame', *command)
            if turn > 0:  # the first warms the caches
                found[name].append(figures)
    frame, memory = ({name: statistics.median(run[i] for run in runs)
                      for name, runs in found.items()} for i in (0, 1))

    for reference in list(programs)[1:]:
        results.append(('Start to first frame, ms', frame['azure-chat'], frame[reference],
                        reference))
    for reference in list(programs)[1:]:
        results.append(('Resident memory (PSS), MB', memory['azure-chat'] / 1024,
                        memory[reference] / 1024, reference))


def processor_seconds(pid):
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def tokens():
    """Markdown as models write it: paragraphs, a list now and then, some code."""
    for number in range(TOKENS):
        place = number % 400
        if place == 399:
            yield 'end.\n\n'
        elif place in (80, 160):
            yield 'stop.\n\n'
        elif 160 < place < 240:
            yield '\n- item ' if place % 10 == 0 else 'word '
        elif place == 240:
            yield '\n\n```python\n'
        elif place == 300:
            yield '\n```\n\n'
        elif 240 < place < 300:
            yield '\n' if place % 8 == 0 else 'name '
        else:
            yield '**bold** ' if place % 25 == 0 else 'word '


def measure_stream(results):
    """An answer through the real window: socket, parser, Markdown, layout, painting."""
    sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'tests/display'))
    import azc
    import double

    answer = double.stream(['Begin. ', *tokens(), '\n\nFinis.'], TOKENS_PER_SECOND)
    with double.Double(answer) as server, tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'endpoint.json')
        path.write_text(json.dumps(server.endpoint))
        subprocess.run([program, 'endpoints', 'add', path], check=True, stdout=subprocess.DEVNULL)
        with azc.App() as app:
            app.compose('Write a lot.')
            before = processor_seconds(app.process.pid)
            app.keys('Return')
            # Looking through the accessibility tree costs the program time too: look seldom.
            time.sleep(STREAM_SECONDS)
            azc.wait_for(lambda: not app.busy and app.shows('Finis.'), 'the end of the answer',
                         STREAM_SECONDS * 6)
            seconds = processor_seconds(app.process.pid) - before

    [reference] = numbers(build / 'bench/bench-plain-stream', str(TOKENS), str(TOKENS_PER_SECOND))
    results.append((f'Streaming {TOKENS:,} tokens, processor seconds', seconds, reference,
                    'a bare text view'))


def measure_core(results):
    rate, reference = numbers(build / 'bench/bench-sse')
    results.append(('SSE parser, MB/s', rate, reference, 'memchr for line ends'))
    duration, reference = numbers(build / 'bench/bench-picture')
    results.append(('12-megapixel JPEG ready to send, ms', duration, reference,
                    'gdk-pixbuf decoding it'))


def print_table(results):
    print(f'{"":46} {"AzureChat":>10} {"reference":>10} {"ratio":>7}')
    for what, figure, reference, name in results:
        print(f'{what:46} {figure:10.1f} {reference:10.1f} {figure / reference:6.2f}×  {name}')


def main():
    stage, path = sys.argv[1], pathlib.Path(sys.argv[2])
    results = json.loads(path.read_text() or '[]')
    if stage == 'start':
        measure_starts(results)
    elif stage == 'rest':
        measure_stream(results)
        measure_core(results)
    else:
        print_table(results)
        return
    path.write_text(json.dumps(results))


if __name__ == '__main__':
    main()
