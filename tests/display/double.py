# SPDX-License-Identifier: GPL-3.0-or-later

"""A double of a service: a server on loopback that answers chat completions as a script tells it.

The answers are given in order, the last one again and again; "chats" holds the requests. A title
is answered apart, so that it does not use up an answer.
"""

import contextlib
import http.server
import json
import threading
import time

KEY = 'key-of-the-double'


def chunk(**choice):
    return 'data: ' + json.dumps({
        'id': 'chatcmpl-double', 'object': 'chat.completion.chunk', 'created': 1763856000,
        'model': 'double', 'choices': [{'index': 0, 'finish_reason': None, **choice}]}) + '\n\n'


def stream(tokens, per_second=None, finish=True):
    """An answer that arrives token by token; without finish it is left hanging open."""
    def answer(handler):
        handler.begin_stream()
        handler.send_text(chunk(delta={'role': 'assistant', 'content': ''}))
        start = time.monotonic()
        for number, token in enumerate(tokens):
            handler.send_text(chunk(delta={'content': token}))
            if per_second:
                time.sleep(max(0, start + (number + 1) / per_second - time.monotonic()))
        if not finish:
            handler.server.released.wait()
            return
        handler.send_text(chunk(delta={}, finish_reason='stop'))
        handler.send_text('data: [DONE]\n\n')
    return answer


def error(status, code, message):
    """An answer that is an error, in the form of the services."""
    def answer(handler):
        handler.send_json(status, {'error': {'code': code, 'message': message}})
    return answer


def title(handler):
    handler.send_json(200, {'id': 'chatcmpl-title', 'object': 'chat.completion', 'model': 'double',
                            'choices': [{'index': 0, 'finish_reason': 'stop', 'message': {
                                'role': 'assistant', 'content': 'A title'}}]})


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *arguments):
        pass

    def begin_stream(self):
        self.send_response(200)
        self.send_header('Content-Type', 'text/event-stream')
        self.send_header('Connection', 'close')
        self.end_headers()
        self.close_connection = True

    def send_json(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send_text(self, text):
        self.wfile.write(text.encode())
        self.wfile.flush()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.server.take(dict(self.headers), body)(self)


class Double(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *answers):
        super().__init__(('127.0.0.1', 0), Handler)
        self.answers = list(answers)
        self.chats = []
        self.released = threading.Event()
        self.lock = threading.Lock()

    def take(self, headers, body):
        if not body.get('stream'):
            return title
        with self.lock:
            self.chats.append((headers, body))
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def endpoint(self):
        """The endpoint file for it."""
        return {'name': 'Double', 'url': f'http://127.0.0.1:{self.server_port}/v1',
                'route': 'openai', 'auth': 'bearer', 'key': KEY,
                'models': [{'name': 'double', 'vision': True}]}

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.released.set()
        self.shutdown()
        self.server_close()
