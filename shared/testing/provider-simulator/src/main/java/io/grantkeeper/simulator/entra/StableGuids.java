package io.grantkeeper.simulator.entra;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Derives GUIDs from names, so the ids are the same in every run. */
final class StableGuids {
    private StableGuids() {}

    static String of(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
