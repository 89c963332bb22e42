"""Two servers on one SQLite database would both give answers that the other does not know: the second is refused."""

from tests.servers.command import run_command
from tests.servers.command_center import CommandCenter
from tests.servers.ports import free_port


def test_a_second_server_on_the_same_data_is_refused_and_the_first_goes_on(tmp_path):
    with CommandCenter(tmp_path) as center:
        elsewhere = center.environment | {"PORT": str(free_port())}
        second = run_command("serve", folder=center.folder, environment=elsewhere)
        assert second.returncode == 2
        assert "another server works on" in second.stderr
        assert "VAR_DIR" in second.stderr
        assert "one runs at" in center.manage("doctor")
        center.kill()
        center.start()
