package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the accounts behind managers' addresses. Google names a manager by address only; most are on the same page, and
 * the rest are asked for once a page.
 */
final class Managers {
    private final ProviderSession session;
    private final GoogleSettings settings;
    private final People people;
    private final Map<String, Knowledge<PersonId>> known = new HashMap<>();
    private final Set<String> domains = new HashSet<>();

    private Managers(ProviderSession session, GoogleSettings settings, People people) {
        this.session = session;
        this.settings = settings;
        this.people = people;
    }

    static Managers among(List<JsonBody> users, ProviderSession session, GoogleSettings settings, People people)
            throws ConnectorException {
        Managers managers = new Managers(session, settings, people);
        for (JsonBody user : users) {
            Knowledge<PersonId> id = Knowledge.known(people.id(Read.required(user, "id")));
            String email = People.email(Read.required(user, "primaryEmail"));
            managers.known.put(email, id);
            managers.domains.add(domain(email));
            for (String alias : Read.texts(user, "aliases")) {
                managers.known.putIfAbsent(People.email(alias), id);
            }
        }
        return managers;
    }

    /** Unknown for addresses of other companies, which Google would refuse to look up. */
    Knowledge<PersonId> find(String email) throws ConnectorException {
        Knowledge<PersonId> found = known.get(email);
        if (found == null) {
            found = domains.contains(domain(email)) ? ask(email) : Knowledge.unknown();
            known.put(email, found);
        }
        return found;
    }

    private Knowledge<PersonId> ask(String email) throws ConnectorException {
        try {
            JsonBody user = Calls.get(
                    session,
                    Address.users(settings, email).with("projection", "basic").uri(),
                    Limits.DIRECTORY);
            return Knowledge.known(people.id(Read.required(user, "id")));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Knowledge.unknown();
            }
            throw e;
        }
    }

    private static String domain(String email) {
        return email.substring(email.indexOf('@') + 1);
    }
}
