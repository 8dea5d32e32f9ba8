package io.grantkeeper.owners.alerts;

import java.util.List;

/**
 * A person who receives a message.
 *
 * @param email the address in lowercase
 * @param why the reasons for asking this person, one clause each, for example "you installed it"
 */
public record AlertRecipient(String name, String email, List<String> why) {
    public AlertRecipient {
        why = List.copyOf(why);
    }
}
