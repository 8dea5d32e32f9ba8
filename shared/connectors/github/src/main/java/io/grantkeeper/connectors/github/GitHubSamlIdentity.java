package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Converts an identity from the company's identity provider that is linked to a GitHub account. */
final class GitHubSamlIdentity {
    static final String PREFIX = "saml/";

    private GitHubSamlIdentity() {}

    /** Returns the person, or empty if the identity is not linked to an account or has no email address. */
    static Optional<AccessObservation> read(GitHubIds ids, JsonNodeReader node) throws ConnectorException {
        Optional<JsonNodeReader> user = node.optionalObject("user");
        if (user.isEmpty()) {
            return Optional.empty();
        }
        String login = user.get().text("login");
        Optional<String> email = email(node.optionalObject("samlIdentity"));
        if (email.isEmpty()) {
            email = email(node.optionalObject("scimIdentity"));
        }
        PersonId id = new PersonId(ids.connection(), PREFIX + login.toLowerCase(Locale.ROOT));
        return email.map(address ->
                new PersonObserved(Person.of(id, login, KnownOrUnknown.known(address), EmploymentStatus.UNKNOWN)
                        .withAliases(Set.of(ids.loginAlias(login), new Alias("email", address)))));
    }

    /**
     * Returns the primary address or, if there is none, the first address or a user name that looks like an address.
     */
    private static Optional<String> email(Optional<JsonNodeReader> identity) throws ConnectorException {
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> first = Optional.empty();
        for (JsonNodeReader email : identity.get().listOrEmpty("emails")) {
            Optional<String> address = email.optionalText("value").filter(GitHubSamlIdentity::isAddress);
            if (email.optionalFlag("primary").orElse(false) && address.isPresent()) {
                return address.map(GitHubSamlIdentity::toLowerCase);
            }
            first = first.or(() -> address);
        }
        for (String member : List.of("username", "nameId")) {
            Optional<String> name = identity.get().optionalText(member).filter(GitHubSamlIdentity::isAddress);
            first = first.or(() -> name);
        }
        return first.map(GitHubSamlIdentity::toLowerCase);
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1 && !text.contains(" ");
    }

    private static String toLowerCase(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
