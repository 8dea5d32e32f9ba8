package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks up the accounts of managers. The members {@code managerId} and {@code manager} contain whatever the company's
 * directory provides: an Okta id, a login, an address or a name. Most managers are on the same page as the people whom
 * they manage; each of the others is requested once per page.
 */
final class OktaManagerLookup {
    private static final Pattern USER_ID = Pattern.compile("00u[A-Za-z0-9]{17}");

    private final OktaClient api;
    private final OktaUserMapper people;
    private final Map<String, KnownOrUnknown<PersonId>> known = new HashMap<>();

    private OktaManagerLookup(OktaClient api, OktaUserMapper people) {
        this.api = api;
        this.people = people;
    }

    static OktaManagerLookup fromPage(List<JsonNodeReader> users, OktaClient api, OktaUserMapper people)
            throws ConnectorException {
        OktaManagerLookup managers = new OktaManagerLookup(api, people);
        for (JsonNodeReader user : users) {
            KnownOrUnknown<PersonId> id = KnownOrUnknown.known(people.id(user.text("id")));
            managers.known.put(user.text("id"), id);
            JsonNodeReader profile = user.object("profile");
            for (String member : List.of("login", "email")) {
                OktaUserMapper.text(profile, member)
                        .ifPresent(name -> managers.known.putIfAbsent(OktaUserMapper.toLowerCase(name), id));
            }
        }
        return managers;
    }

    /** Returns the manager. The manager is unknown if neither member identifies an account. */
    KnownOrUnknown<PersonId> of(JsonNodeReader profile) throws ConnectorException {
        for (String member : List.of("managerId", "manager")) {
            Optional<String> name = OktaUserMapper.text(profile, member);
            if (name.isPresent() && isAccount(name.get())) {
                return find(
                        USER_ID.matcher(name.get()).matches() ? name.get() : OktaUserMapper.toLowerCase(name.get()));
            }
        }
        return KnownOrUnknown.unknown();
    }

    private static boolean isAccount(String name) {
        return USER_ID.matcher(name).matches() || (name.indexOf('@') > 0 && name.indexOf('/') < 0);
    }

    private KnownOrUnknown<PersonId> find(String name) throws ConnectorException {
        KnownOrUnknown<PersonId> found = known.get(name);
        if (found == null) {
            Optional<JsonNodeReader> user = api.find(OktaUsersStream.user(name));
            found = user.isPresent()
                    ? KnownOrUnknown.known(people.id(user.get().text("id")))
                    : KnownOrUnknown.unknown();
            known.put(name, found);
        }
        return found;
    }
}
