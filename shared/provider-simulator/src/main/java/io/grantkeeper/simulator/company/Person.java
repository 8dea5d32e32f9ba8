package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/**
 * One person at the company.
 *
 * @param id the Google profile id, 21 digits
 * @param managerEmail empty for the head of the company
 * @param gitHub empty for those who write no code
 * @param administrator whether Google's admin roles let this person read security data of others
 */
public record Person(
        String id,
        String email,
        String givenName,
        String familyName,
        String department,
        String title,
        Optional<String> managerEmail,
        Optional<GitHubAccount> gitHub,
        boolean administrator,
        PersonStatus status,
        Instant joined) {

    public String fullName() {
        return givenName + ' ' + familyName;
    }

    public boolean active() {
        return status == PersonStatus.ACTIVE;
    }

    Person with(PersonStatus newStatus) {
        return new Person(
                id,
                email,
                givenName,
                familyName,
                department,
                title,
                managerEmail,
                gitHub,
                administrator,
                newStatus,
                joined);
    }
}
