package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the accounts behind {@code managerId} and {@code manager}, which hold whatever the company's directory puts
 * there: an Okta id, a login, an address, a name. Most managers are on the same page; the rest are asked for once a page.
 */
final class Managers {
    private static final Pattern USER_ID = Pattern.compile("00u[A-Za-z0-9]{17}");

    private final OktaApi api;
    private final People people;
    private final Map<String, Knowledge<PersonId>> known = new HashMap<>();

    private Managers(OktaApi api, People people) {
        this.api = api;
        this.people = people;
    }

    static Managers among(List<JsonBody> users, OktaApi api, People people) throws ConnectorException {
        Managers managers = new Managers(api, people);
        for (JsonBody user : users) {
            Knowledge<PersonId> id = Knowledge.known(people.id(user.text("id")));
            managers.known.put(user.text("id"), id);
            JsonBody profile = user.object("profile");
            for (String member : List.of("login", "email")) {
                People.text(profile, member).ifPresent(name -> managers.known.putIfAbsent(People.folded(name), id));
            }
        }
        return managers;
    }

    /** Unknown where neither member names an account. */
    Knowledge<PersonId> of(JsonBody profile) throws ConnectorException {
        for (String member : List.of("managerId", "manager")) {
            Optional<String> name = People.text(profile, member);
            if (name.isPresent() && isAccount(name.get())) {
                return find(USER_ID.matcher(name.get()).matches() ? name.get() : People.folded(name.get()));
            }
        }
        return Knowledge.unknown();
    }

    private static boolean isAccount(String name) {
        return USER_ID.matcher(name).matches() || (name.indexOf('@') > 0 && name.indexOf('/') < 0);
    }

    private Knowledge<PersonId> find(String name) throws ConnectorException {
        Knowledge<PersonId> found = known.get(name);
        if (found == null) {
            Optional<JsonBody> user = api.find(UsersStream.user(name));
            found = user.isPresent() ? Knowledge.known(people.id(user.get().text("id"))) : Knowledge.unknown();
            known.put(name, found);
        }
        return found;
    }
}
