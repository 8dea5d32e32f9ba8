package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One identity of the company's identity provider that is linked to a GitHub account. */
final class SamlIdentity {
    static final String PREFIX = "saml/";

    private SamlIdentity() {}

    /** Empty where no account or no address is linked. */
    static Optional<Observation> read(Naming naming, JsonBody node) throws ConnectorException {
        Optional<JsonBody> user = node.optionalObject("user");
        if (user.isEmpty()) {
            return Optional.empty();
        }
        String login = user.get().text("login");
        Optional<String> email = email(node.optionalObject("samlIdentity"));
        if (email.isEmpty()) {
            email = email(node.optionalObject("scimIdentity"));
        }
        PersonId id = new PersonId(naming.connection(), PREFIX + login.toLowerCase(Locale.ROOT));
        return email.map(address ->
                new PersonObserved(Person.of(id, login, Knowledge.known(address), Employment.UNKNOWN)
                        .withAliases(Set.of(naming.loginAlias(login), new Alias("email", address)))));
    }

    /** The primary address, else the first, else a name that looks like one. */
    private static Optional<String> email(Optional<JsonBody> identity) throws ConnectorException {
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> first = Optional.empty();
        for (JsonBody email : identity.get().listOrEmpty("emails")) {
            Optional<String> address = email.optionalText("value").filter(SamlIdentity::isAddress);
            if (email.optionalFlag("primary").orElse(false) && address.isPresent()) {
                return address.map(SamlIdentity::lowerCase);
            }
            first = first.or(() -> address);
        }
        for (String member : List.of("username", "nameId")) {
            Optional<String> name = identity.get().optionalText(member).filter(SamlIdentity::isAddress);
            first = first.or(() -> name);
        }
        return first.map(SamlIdentity::lowerCase);
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0 && at == text.lastIndexOf('@') && at < text.length() - 1 && !text.contains(" ");
    }

    private static String lowerCase(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
