"""What would spoil the session is named before it, as far as the computer tells."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kap_companion.readiness import Kind, Readiness, check
from kap_companion.readiness.platform import Platform, PowerStatus

GB = 1_000_000_000


@dataclass(frozen=True)
class Desk:
    """A computer that says what a test lets it say."""

    root: Path
    system: str = "linux"
    variables: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    free: int | None = 500 * GB
    registry: dict[str, Mapping[str, object]] = field(default_factory=dict)
    power: PowerStatus | None = None

    def check(self, device: str | None = None, kept_awake: bool | None = True) -> Readiness:
        platform = Platform(
            system=self.system,
            root=self.root,
            variables=self.variables,
            run=lambda *command: self.says.get(" ".join(command)),
            free_bytes=lambda _: self.free,
            registry=self.registry.get,
            power_status=lambda: self.power,
        )
        return check(self.root / "vault", device, kept_awake, platform=platform)

    def sentence(self, kind: Kind, device: str | None = None) -> str | None:
        """Return what is told about one thing: a sentence, '' where all is well, None unknown."""
        found = self.check(device)
        for trouble in found.troubles:
            if trouble.kind is kind:
                return trouble.sentence
        return None if any(UNKNOWN[kind] in words for words in found.unknown) else ""

    def file(self, path: str, text: str = "") -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text + "\n")


UNKNOWN = {
    Kind.POWER: "battery",
    Kind.DISK: "room",
    Kind.AWAKE: "awake",
    Kind.NOTIFICATIONS: "notifications",
    Kind.BLUETOOTH: "Bluetooth",
    Kind.RESTART: "restart",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def on(desk: Desk, system: str) -> Desk:
    return replace(desk, system=system)


def test_a_computer_that_tells_nothing_is_not_in_trouble_and_says_what_it_does_not_tell(
    tmp_path: Path,
) -> None:
    found = Desk(tmp_path, system="plan9", free=None).check(kept_awake=None)
    assert found.troubles == ()
    assert len(found.unknown) == len(Kind)


def test_troubles_come_in_one_order_and_each_is_a_sentence_that_says_what_to_do(desk: Desk) -> None:
    battery(desk, status="Discharging", capacity="31")
    desk.file("var/run/reboot-required")
    found = replace(desk, free=GB // 5).check("AirPods of N", kept_awake=False)
    kinds = [trouble.kind for trouble in found.troubles]
    assert kinds == [Kind.POWER, Kind.DISK, Kind.AWAKE, Kind.BLUETOOTH, Kind.RESTART]
    for trouble in found.troubles:
        assert trouble.sentence.endswith(".")
        assert ": " in trouble.sentence
        assert "\n" not in trouble.sentence


# --- power ----------------------------------------------------------------------------------------


def battery(desk: Desk, name: str = "BAT0", **files: str) -> None:
    for file, text in {"type": "Battery", "present": "1", **files}.items():
        desk.file(f"sys/class/power_supply/{name}/{file}", text)


def mains(desk: Desk, online: str) -> None:
    desk.file("sys/class/power_supply/AC/type", "Mains")
    desk.file("sys/class/power_supply/AC/online", online)


FALLING = "The battery is at {} % and not charging: connect the power supply."
LOW = "The battery is at {} %: keep the power supply connected until the session is over."
WEAK = (
    "The battery is at {} % and falling although power is connected: use a stronger power supply."
)


@pytest.mark.parametrize(
    ("online", "status", "capacity", "told"),
    [
        ("0", "Discharging", "31", FALLING.format(31)),
        ("0", "Discharging", "96", FALLING.format(96)),
        (None, "Discharging", "96", FALLING.format(96)),
        ("1", "Charging", "31", LOW.format(31)),
        ("1", "Charging", "39", LOW.format(39)),
        ("1", "Charging", "40", ""),
        ("1", "Full", "100", ""),
        ("1", "Not charging", "80", ""),  # kept from filling up, to spare it
        (None, "Charging", "80", ""),
        (None, "Full", "100", ""),
        ("1", "Discharging", "70", WEAK.format(70)),
        ("1", "Unknown", "70", ""),
        ("0", "Unknown", "70", FALLING.format(70)),
        ("1", "Charging", "no number", None),
    ],
)
def test_the_battery_of_a_linux_laptop(
    desk: Desk, online: str | None, status: str, capacity: str, told: str | None
) -> None:
    battery(desk, status=status, capacity=capacity)
    if online is not None:
        mains(desk, online)
    assert desk.sentence(Kind.POWER) == told


def test_two_batteries_count_by_what_they_hold(desk: Desk) -> None:
    mains(desk, "0")
    battery(desk, "BAT0", status="Unknown", energy_now="2000000", energy_full="20000000")
    battery(desk, "BAT1", status="Discharging", energy_now="58000000", energy_full="60000000")
    assert desk.sentence(Kind.POWER) == FALLING.format(75)


def test_a_desktop_computer_and_its_mouse_have_no_battery_to_charge(desk: Desk) -> None:
    battery(desk, "hidpp_battery_0", scope="Device", status="Discharging", capacity="5")
    battery(desk, "BAT9", present="0")
    assert desk.sentence(Kind.POWER) == ""


def test_without_the_kernels_word_the_battery_is_unknown(desk: Desk) -> None:
    assert desk.sentence(Kind.POWER) is None


MAC = (
    "Now drawing from '{}'\n"
    " -InternalBattery-0 (id=4653155)\t{}%; {}; 2:10 remaining present: true\n"
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (MAC.format("Battery Power", 31, "discharging"), FALLING.format(31)),
        (MAC.format("AC Power", 31, "charging"), LOW.format(31)),
        (MAC.format("AC Power", 100, "charged"), ""),
        (MAC.format("AC Power", 80, "AC attached; not charging"), ""),
        (MAC.format("AC Power", 60, "discharging"), WEAK.format(60)),
        ("Now drawing from 'AC Power'\n", ""),
        ("pmset: something else", None),
        (None, None),
    ],
)
def test_the_battery_of_a_mac(desk: Desk, said: str | None, told: str | None) -> None:
    says = {} if said is None else {"pmset -g batt": said}
    assert replace(on(desk, "darwin"), says=says).sentence(Kind.POWER) == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (PowerStatus(0, 0, 62), FALLING.format(62)),
        (PowerStatus(1, 8, 31), LOW.format(31)),
        (PowerStatus(1, 8, 90), ""),
        (PowerStatus(1, 128, 255), ""),
        (PowerStatus(1, 255, 255), None),
        (PowerStatus(255, 1, 90), None),
        (None, None),
    ],
)
def test_the_battery_of_a_windows_laptop(
    desk: Desk, status: PowerStatus | None, told: str | None
) -> None:
    assert replace(on(desk, "win32"), power=status).sentence(Kind.POWER) == told


# --- disk and sleep -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("free", "told"),
    [
        (412_345_678, "Only 412 MB are free on the disk of the vault: make room for 1 GB."),
        (GB - 1, "Only 999 MB are free on the disk of the vault: make room for 1 GB."),
        (GB, ""),
        (None, None),
    ],
)
def test_a_disk_that_is_nearly_full(desk: Desk, free: int | None, told: str | None) -> None:
    assert replace(desk, free=free).sentence(Kind.DISK) == told


def test_a_computer_that_refuses_to_stay_awake_is_trouble_only_once_it_was_asked(
    desk: Desk,
) -> None:
    told = {
        kept: any(trouble.kind is Kind.AWAKE for trouble in desk.check(None, kept).troubles)
        for kept in (True, False, None)
    }
    assert told == {True: False, False: True, None: False}
    assert any("awake" in words for words in desk.check(None, None).unknown)


# --- notifications --------------------------------------------------------------------------------

GNOME = "gsettings get org.gnome.desktop.notifications show-banners"
PLASMA = (
    "busctl --user --auto-start=no get-property org.freedesktop.Notifications "
    "/org/freedesktop/Notifications org.freedesktop.Notifications Inhibited"
)
PLASMA_BY_GDBUS = (
    "gdbus call --session --dest org.freedesktop.Notifications "
    "--object-path /org/freedesktop/Notifications "
    "--method org.freedesktop.DBus.Properties.Get org.freedesktop.Notifications Inhibited"
)
XFCE = "xfconf-query -c xfce4-notifyd -p /do-not-disturb"
COME = "Desktop notifications are on: switch on Do Not Disturb until the session is over."


@pytest.mark.parametrize(
    ("desktop", "says", "told"),
    [
        ("GNOME", {GNOME: "true\n"}, COME),
        ("ubuntu:GNOME", {GNOME: "false\n"}, ""),
        ("GNOME", {GNOME: "No such schema"}, None),
        ("GNOME", {}, None),
        ("KDE", {PLASMA: "b false\n"}, COME),
        ("KDE", {PLASMA: "b true\n"}, ""),
        ("KDE", {PLASMA_BY_GDBUS: "(<false>,)\n"}, COME),
        ("KDE", {PLASMA_BY_GDBUS: "(<true>,)\n"}, ""),
        # The schema is often there, and says nothing of Plasma.
        ("KDE", {GNOME: "true\n"}, None),
        ("XFCE", {XFCE: "false\n"}, COME),
        ("XFCE", {XFCE: "true\n"}, ""),
        ("sway", {GNOME: "true\n"}, None),
        ("", {GNOME: "true\n"}, None),
    ],
)
def test_notifications_of_the_linux_desktops(
    desk: Desk, desktop: str, says: dict[str, str], told: str | None
) -> None:
    variables = {"XDG_CURRENT_DESKTOP": desktop, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/somewhere"}
    there = replace(desk, variables=variables, says=says)
    assert there.sentence(Kind.NOTIFICATIONS) == told


def test_without_a_session_bus_nothing_is_asked_that_would_start_one(desk: Desk) -> None:
    variables = {"XDG_CURRENT_DESKTOP": "GNOME", "XDG_RUNTIME_DIR": "/run/user/1000"}
    there = replace(desk, variables=variables, says={GNOME: "true"})
    assert there.sentence(Kind.NOTIFICATIONS) is None
    there.file("run/user/1000/bus")
    assert there.sentence(Kind.NOTIFICATIONS) == COME


PUSHED = r"HKCU\Software\Microsoft\Windows\CurrentVersion\PushNotifications"


@pytest.mark.parametrize(
    ("registry", "told"),
    [
        ({PUSHED: {"ToastEnabled": 0}}, ""),
        ({PUSHED: {"ToastEnabled": 1}}, "Notifications are allowed"),
        ({PUSHED: {}}, "Notifications are allowed"),
        ({}, None),
    ],
)
def test_notifications_of_windows(
    desk: Desk, registry: dict[str, Mapping[str, object]], told: str | None
) -> None:
    found = replace(on(desk, "win32"), registry=registry).sentence(Kind.NOTIFICATIONS)
    assert found == told or (told and found and found.startswith(told))


# --- bluetooth ------------------------------------------------------------------------------------

SINKS = """\
Sink #0
\tState: RUNNING
\tName: bluez_output.AA_BB_CC.1
\tDescription: Ärger, the headset
\tProperties:
\t\tdevice.description = "Ärger, the headset"
\t\tdevice.bus = "bluetooth"
\t\tdevice.api = "bluez5"

Sink #1
\tState: IDLE
\tName: alsa_output.pci-0000_00_1f.3.analog-stereo
\tDescription: Built-in Audio "Bluetooth House" Stereo
\tProperties:
\t\tdevice.bus = "pci"
"""
OVER = (
    "The sound goes over Bluetooth (Ärger, the headset) and may drop out: use a cable if you can."
)
HINT = "AirPods Pro looks like Bluetooth, which may drop out: use a cable if you can."


@pytest.mark.parametrize(
    ("device", "default", "told"),
    [
        ("Ärger, the headset", "", OVER),
        ("bluez_output.AA_BB_CC.1", "", OVER),
        (None, "bluez_output.AA_BB_CC.1", OVER),
        (None, "alsa_output.pci-0000_00_1f.3.analog-stereo", ""),
        # The server's word counts for more than a name.
        ('Built-in Audio "Bluetooth House" Stereo', "bluez_output.AA_BB_CC.1", ""),
        ("AirPods Pro", "", HINT),
        ("Something else", "bluez_output.AA_BB_CC.1", None),
        (None, "", None),
    ],
)
def test_the_sound_server_of_linux_knows_a_bluetooth_output(
    desk: Desk, device: str | None, default: str, told: str | None
) -> None:
    says = {"pactl list sinks": SINKS, "pactl info": f"Server Name: x\nDefault Sink: {default}\n"}
    there = replace(desk, says=says, variables={"XDG_RUNTIME_DIR": "/run/user/1000"})
    there.file("run/user/1000/pulse/native")
    assert there.sentence(Kind.BLUETOOTH, device) == told


def test_no_sound_server_is_started_to_ask_it(desk: Desk) -> None:
    says = {"pactl list sinks": SINKS, "pactl info": "Default Sink: bluez_output.AA_BB_CC.1"}
    there = replace(desk, says=says, variables={"XDG_RUNTIME_DIR": "/run/user/1000"})
    assert there.sentence(Kind.BLUETOOTH) is None
    there = replace(there, variables={"PULSE_SERVER": "unix:/elsewhere"})
    assert there.sentence(Kind.BLUETOOTH) == OVER


def profile(**more: str) -> str:
    items = [
        {
            "_name": "MacBook Speakers",
            "coreaudio_device_output": 2,
            "coreaudio_device_transport": "coreaudio_device_type_builtin",
        },
        {
            "_name": "Ärger, the headset",
            "coreaudio_device_output": 2,
            "coreaudio_device_transport": "coreaudio_device_type_bluetooth",
            **more,
        },
    ]
    return json.dumps({"SPAudioDataType": [{"_items": items}]})


@pytest.mark.parametrize(
    ("said", "device", "told"),
    [
        (profile(), "Ärger, the headset", OVER),
        (profile(), "MacBook Speakers", ""),
        (profile(coreaudio_default_audio_output_device="spaudio_yes"), None, OVER),
        (profile(), None, None),
        ("[]", "AirPods Pro", HINT),
        ('{"SPAudioDataType": 5}', "AirPods Pro", HINT),
        ("no JSON", None, None),
    ],
)
def test_a_mac_knows_a_bluetooth_output(
    desk: Desk, said: str, device: str | None, told: str | None
) -> None:
    there = replace(on(desk, "darwin"), says={"system_profiler SPAudioDataType -json": said})
    assert there.sentence(Kind.BLUETOOTH, device) == told


def test_on_windows_only_the_name_is_a_hint(desk: Desk) -> None:
    assert on(desk, "win32").sentence(Kind.BLUETOOTH, "AirPods Pro") == HINT
    assert on(desk, "win32").sentence(Kind.BLUETOOTH, "Headphones (2- USB)") is None


# --- a restart ------------------------------------------------------------------------------------


def test_a_restart_that_debian_or_systemd_waits_for(desk: Desk) -> None:
    assert desk.sentence(Kind.RESTART) is None
    desk.file("etc/debian_version", "12.1")
    assert desk.sentence(Kind.RESTART) == ""
    desk.file("var/run/reboot-required", "*** System restart required ***")
    assert (desk.sentence(Kind.RESTART) or "").startswith("A restart is pending: ")


def test_updates_that_wait_for_the_next_start_are_a_link_that_may_lead_nowhere(desk: Desk) -> None:
    (desk.root / "system-update").symlink_to("/var/lib/system-update")
    assert desk.sentence(Kind.RESTART)


def test_a_restart_that_windows_waits_for(desk: Desk) -> None:
    there = on(desk, "win32")
    assert there.sentence(Kind.RESTART) == ""
    key = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired"
    assert replace(there, registry={key: {}}).sentence(Kind.RESTART)
    assert on(desk, "darwin").sentence(Kind.RESTART) is None


# --- time -----------------------------------------------------------------------------------------


def test_what_never_answers_is_unknown_after_a_second_and_the_rest_is_told(tmp_path: Path) -> None:
    def never(*_: object) -> None:
        time.sleep(3)

    platform = replace(
        Platform.here(), system="linux", root=tmp_path, free_bytes=never, run=never,
        variables={"PULSE_SERVER": "unix:/elsewhere"},
    )  # fmt: skip
    (tmp_path / "system-update").touch()
    began = time.monotonic()
    found = check(tmp_path, None, False, platform=platform)
    assert time.monotonic() - began < 2  # 0.9 s and what a busy machine adds
    assert [trouble.kind for trouble in found.troubles] == [Kind.AWAKE, Kind.RESTART]
    assert any("disk" in words for words in found.unknown)


def test_a_program_that_hangs_fails_or_is_not_there_says_nothing() -> None:
    run = Platform.here().run
    began = time.monotonic()
    assert run(sys.executable, "-c", "import time; time.sleep(60)") is None
    assert time.monotonic() - began < 10
    assert run(sys.executable, "-c", "print('a'); raise SystemExit(1)") is None
    assert run("no-such-program-anywhere") is None


def test_what_a_program_says_is_read_as_it_is_typed() -> None:
    script = "import sys; sys.stdout.buffer.write('Kopfhörer'.encode())"
    assert (Platform.here().run(sys.executable, "-c", script) or "").strip() == "Kopfhörer"


def test_this_computer_answers_in_time_whatever_it_is(tmp_path: Path) -> None:
    began = time.monotonic()
    found = check(tmp_path / "vault that is to be made", None, None)
    assert time.monotonic() - began < 2
    assert all("disk" not in words for words in found.unknown)
    assert any("awake" in words for words in found.unknown)
