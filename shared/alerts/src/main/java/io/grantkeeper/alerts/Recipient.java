package io.grantkeeper.alerts;

import java.util.List;

/**
 * Someone who is told.
 *
 * @param email lower case
 * @param why why they are asked, one clause each: "you installed it"
 */
public record Recipient(String name, String email, List<String> why) {
    public Recipient {
        why = List.copyOf(why);
    }
}
