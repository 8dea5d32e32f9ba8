package io.grantkeeper.simulator.company;

import java.time.Instant;

/**
 * The name of a secret that is stored in the organization. The simulator has no value for it.
 *
 * @param store {@code actions}, {@code dependabot} or {@code agents}
 * @param visibility {@code all}, {@code private} or {@code selected}
 */
public record OrganizationSecret(String store, String name, String visibility, Instant createdAt, Instant updatedAt) {

    String key() {
        return store + '/' + name;
    }
}
