"""Whether the sound goes over Bluetooth, which may drop out."""

from __future__ import annotations

import re

from kap_companion.language import tr
from kap_companion.readiness.platform import Platform, Untold, objects, parsed

_LIKELY_BLUETOOTH = re.compile(r"bluez|bluetooth|airpods", re.IGNORECASE)


def bluetooth(computer: Platform, device: str | None) -> str | None:
    """Return that the output is a Bluetooth one, if it is or looks it. Raises Untold.

    What the sound server says counts; a name is only a hint.
    """
    match computer.system:
        case "linux":
            output = _output_of_linux(computer, device)
        case "darwin":
            output = _output_of_macos(computer, device)
        case _:
            output = None
    if output is not None:
        name, is_bluetooth = output
        if not is_bluetooth:
            return None
        return tr(
            "The sound goes over Bluetooth ({name}) and may drop out: use a cable if you can.",
            name=name,
        )
    if device is None:
        raise Untold
    if _LIKELY_BLUETOOTH.search(device):
        return tr(
            "{device} looks like Bluetooth, which may drop out: use a cable if you can.",
            device=device,
        )
    raise Untold


def _output_of_linux(computer: Platform, device: str | None) -> tuple[str, bool] | None:
    """Return what the sound server calls the output, and whether it is Bluetooth."""
    folder = computer.variables.get("XDG_RUNTIME_DIR", "")
    there = (computer.root / f"{folder}/pulse/native".lstrip("/")).exists() if folder else False
    if not there and not computer.variables.get("PULSE_SERVER"):
        # It might start a sound server.
        return None
    if device is None:
        default = re.search(r"^Default Sink: (.+)$", computer.run("pactl", "info") or "", re.M)
        device = None if default is None else default[1]
    # Not as JSON: there pactl makes "(null)" of every name that is not plain ASCII.
    for sink in re.split(r"^Sink #", computer.run("pactl", "list", "sinks") or "", flags=re.M)[1:]:
        fields = dict(re.findall(r"^\s*(Name|Description): (.+)$", sink, re.M))
        if device in fields.values():
            signs = [fields.get("Name", "")]
            signs += re.findall(r'^\s*device\.(?:api|bus) = "(.*)"$', sink, re.M)
            is_bluetooth = any(re.match("bluez|bluetooth", sign) for sign in signs)
            return fields.get("Description", device or ""), is_bluetooth
    return None


def _output_of_macos(computer: Platform, device: str | None) -> tuple[str, bool] | None:
    said = parsed(computer.run("system_profiler", "SPAudioDataType", "-json"))
    groups = said.get("SPAudioDataType") if isinstance(said, dict) else None
    for group in objects(groups):
        for item in objects(group.get("_items")):
            is_default = item.get("coreaudio_default_audio_output_device") == "spaudio_yes"
            is_asked_for = is_default if device is None else item.get("_name") == device
            if is_asked_for and "coreaudio_device_output" in item:
                transport = str(item.get("coreaudio_device_transport", ""))
                return str(item.get("_name")), "bluetooth" in transport
    return None
