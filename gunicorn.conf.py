"""The production server: `make run` starts it, after all else (tracker/management/commands/serve.py)."""

import gc
import os
import signal

from gunicorn.http import message
from gunicorn.workers import gthread

# A server told to end waits this long, in seconds, for more from connections on which nothing is asked: those kept alive,
# and those that browsers open in advance.
gthread.STOP_KEEPALIVE_LINGER = 0.2
gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.5
# A question of 4 kB is answered, each of its bytes written as %XX, with filters beside it; gunicorn takes half as much at most.
message.MAX_REQUEST_LINE = limit_request_line = 16_380


class Worker(gthread.ThreadWorker):
    """Leaves Ctrl-C to the master: a worker that gets its SIGINT and then the master's SIGQUIT can block itself for good."""

    def init_signals(self):
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def murder_pending(self):
        """Once told to end, at once: on these connections nothing has been asked yet."""
        if not self.alive:
            for connection in self.pending_conns:
                connection.timeout = 0
        super().murder_pending()


wsgi_app = "tracker.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
# Threads wait for the database and for slow readers. How many workers: WEB_CONCURRENCY (tracker/settings.py).
worker_class = Worker
threads = 4
graceful_timeout = 10  # seconds that answers under way get to finish
# Each worker opens its own database connections: none may be inherited through a fork.
preload_app = False
# Its default lies in the home directory of whoever starts the server, and two servers would share it.
control_socket_disable = True
# No access log unless GUNICORN_CMD_ARGS asks for one: who reads what is nobody's business.
accesslog = None
errorlog = "-"
loglevel = "warning"


def on_exit(_server):
    """Ends with the process, at once: without this Python first looks through all that was ever loaded, for half a second and more."""
    gc.freeze()


def worker_exit(_server, _worker):
    gc.freeze()
