package io.grantkeeper.owners.alerts;

import java.util.Optional;

/**
 * The sender that messages name, so that recipients know who is asking and whom to contact.
 *
 * @param company the company's name; empty if it is not configured
 * @param team the name of the team that runs Grantkeeper
 * @param contact the team's email address
 */
public record SenderContact(Optional<String> company, String team, String contact) {
    /** Returns the team with its company, for example "Security at Acme". */
    public String name() {
        return company.map(known -> "%s at %s".formatted(team, known)).orElse(team);
    }

    /** Returns a sentence that states who is asking and whom to contact. */
    public String sentence() {
        return "Grantkeeper writes to you for %s. Questions? Write to %s.".formatted(name(), contact);
    }
}
