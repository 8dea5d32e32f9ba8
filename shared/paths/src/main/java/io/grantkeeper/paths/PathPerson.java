package io.grantkeeper.paths;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a person that the access graph needs.
 *
 * @param roles administrator roles as {@code provider:role}
 * @param accounts the person's account names by provider
 * @param signIn how the person signs in, by provider; unknown for a provider that is absent
 * @param mailbox the provider of the person's mailbox, if known
 * @param active whether the person can sign in
 * @param rolesUnknownAt the providers at which the person's roles are not known; anything that depends on a role there
 *     is possible but not certain
 * @param eligibleRoles administrator roles as {@code provider:role} that the person does not have, but can activate
 * @param assignedApps ids of the identity providers' apps that the person is assigned to, as far as they are read
 * @param ssoThroughOwnAccount whether single sign-on is known to start at one of the person's accounts here; stored facts
 *     do not state this, because a provider can also trust an identity provider that is not connected
 */
public record PathPerson(
        String id,
        Set<String> roles,
        Map<String, String> accounts,
        Map<String, SignIn> signIn,
        Optional<String> mailbox,
        boolean active,
        Set<String> rolesUnknownAt,
        Set<String> eligibleRoles,
        Set<String> assignedApps,
        boolean ssoThroughOwnAccount) {
    public PathPerson {
        assignedApps = Set.copyOf(assignedApps);
        eligibleRoles = Set.copyOf(eligibleRoles);
        rolesUnknownAt = Set.copyOf(rolesUnknownAt);
        roles = Set.copyOf(roles);
        accounts = Map.copyOf(accounts);
        signIn = Map.copyOf(signIn);
    }

    /** Creates a person whose roles are all known. */
    public PathPerson(
            String id,
            Set<String> roles,
            Map<String, String> accounts,
            Map<String, SignIn> signIn,
            Optional<String> mailbox,
            boolean active) {
        this(id, roles, accounts, signIn, mailbox, active, Set.of(), Set.of(), Set.of(), true);
    }

    /** A method by which a person signs in to a provider. */
    public enum SignIn {
        /** With only a password, which can be reset by email. */
        PASSWORD,
        /** With a password and a second factor. */
        MFA,
        /** With a passkey or another factor that cannot be phished. */
        PHISHING_RESISTANT,
        /** Through the identity provider of the tenant. */
        SSO;

        /** Returns the sign-in method with this name; empty if there is none. */
        public static Optional<SignIn> named(String name) {
            String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            for (SignIn one : values()) {
                if (one.name().equals(wanted)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }
}
