"""The production server: `make run` starts it, after all else (tracker/management/commands/serve.py)."""

import os
import signal

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
    """Leaves Ctrl-C to the master: a worker that gets its SIGINT and then the master's SIGQUIT can block itself for good."""

    def init_signals(self):
        super().init_signals()
        signal.signal(signal.SIGINT, signal.SIG_IGN)


wsgi_app = "tracker.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
# Threads wait for the database and for slow readers; a second process uses the second core.
worker_class = Worker
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
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
