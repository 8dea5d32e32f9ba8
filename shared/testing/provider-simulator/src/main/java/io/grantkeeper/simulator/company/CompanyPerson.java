package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.Optional;

/**
 * An employee or former employee.
 *
 * @param id the Google profile id, 21 digits
 * @param managerEmail empty for the head of the company
 * @param gitHub empty for people without a GitHub account
 * @param administrator whether a Google admin role allows this person to read other people's security data
 */
public record CompanyPerson(
        String id,
        String email,
        String givenName,
        String familyName,
        String department,
        String title,
        Optional<String> managerEmail,
        Optional<GitHubAccount> gitHub,
        boolean administrator,
        GoogleAccountStatus status,
        Instant joined) {

    public String fullName() {
        return givenName + ' ' + familyName;
    }

    public boolean active() {
        return status == GoogleAccountStatus.ACTIVE;
    }

    CompanyPerson with(GoogleAccountStatus newStatus) {
        return new CompanyPerson(
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
