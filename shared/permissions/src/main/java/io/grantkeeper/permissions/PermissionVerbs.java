package io.grantkeeper.permissions;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The verbs in providers' permission names, and the codes of the actions that each verb allows. */
final class PermissionVerbs {
    static final String ALL_BUT_ADMINISTER = "rcwd";

    private static final Map<String, String> ACTIONS = new HashMap<>();

    static {
        put(
                "r",
                "read readonly read-only view get history download export search query lookup inspect observe monitor");
        put("l", "list basic metadata readbasic");
        put("cw", "write writeonly edit update modify change upload set put insert import ingest upsert");
        put("c", "create add new register append");
        put("d", "delete remove destroy purge erase");
        put(ALL_BUT_ADMINISTER, "manage readwrite read-write full fullcontrol control rw");
        put("a", "admin administer administration owner master");
        put("s", "send post publish notify");
        put("h", "share invite");
        put("x", "execute run invoke start trigger call");
        put("i", "impersonate impersonation sudo");
    }

    private PermissionVerbs() {}

    private static void put(String actions, String words) {
        for (String word : words.split(" ", -1)) {
            ACTIONS.put(word, actions);
        }
    }

    static Optional<String> actions(String word) {
        return Optional.ofNullable(ACTIONS.get(word));
    }
}
