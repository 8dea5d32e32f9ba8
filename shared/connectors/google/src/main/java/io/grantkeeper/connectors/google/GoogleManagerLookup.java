package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks up the accounts of managers by email address, because Google identifies a manager only by address. Most
 * managers are on the same page as the people whom they manage; each of the others is requested once per page.
 */
final class GoogleManagerLookup {
    private final ProviderSession session;
    private final GoogleSettings settings;
    private final GoogleUserMapper people;
    private final Map<String, KnownOrUnknown<PersonId>> known = new HashMap<>();
    private final Set<String> domains = new HashSet<>();

    private GoogleManagerLookup(ProviderSession session, GoogleSettings settings, GoogleUserMapper people) {
        this.session = session;
        this.settings = settings;
        this.people = people;
    }

    static GoogleManagerLookup fromPage(
            List<JsonNodeReader> users, ProviderSession session, GoogleSettings settings, GoogleUserMapper people)
            throws ConnectorException {
        GoogleManagerLookup managers = new GoogleManagerLookup(session, settings, people);
        for (JsonNodeReader user : users) {
            KnownOrUnknown<PersonId> id = KnownOrUnknown.known(people.id(user.nonBlank("id")));
            String email = GoogleUserMapper.email(user.nonBlank("primaryEmail"));
            managers.known.put(email, id);
            managers.domains.add(domain(email));
            for (String alias : user.textsOrEmpty("aliases")) {
                managers.known.putIfAbsent(GoogleUserMapper.email(alias), id);
            }
        }
        return managers;
    }

    /**
     * Returns the manager. The manager is unknown if the address belongs to another company, because Google would
     * refuse to look it up.
     */
    KnownOrUnknown<PersonId> find(String email) throws ConnectorException {
        KnownOrUnknown<PersonId> found = known.get(email);
        if (found == null) {
            found = domains.contains(domain(email)) ? lookUp(email) : KnownOrUnknown.unknown();
            known.put(email, found);
        }
        return found;
    }

    private KnownOrUnknown<PersonId> lookUp(String email) throws ConnectorException {
        Optional<JsonNodeReader> user = GoogleUserPage.find(session, settings, email, "basic");
        return user.isPresent() ? KnownOrUnknown.known(people.id(user.get().nonBlank("id"))) : KnownOrUnknown.unknown();
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1);
    }
}
