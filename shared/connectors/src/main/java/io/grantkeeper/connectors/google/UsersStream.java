package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Users as people: first those who are there, then those deleted within the last twenty days, whom Google lists apart.
 * One person can be read again alone, by address: audit rows name people so.
 *
 * <p>A manager whom another page shows costs a call. Where the limit is met at one, the page ends early: whoever was read
 * by then, in the order of their ids, is not looked up again.
 */
final class UsersStream implements AccessStream {
    static final StreamId ID = new StreamId("users");

    /** The cursor's prefix while the listing of deleted users is read; what follows is Google's page token. */
    private static final String DELETED = "deleted:";

    /** The cursor's prefix in the middle of a page: the id read last, a colon and Google's page token. */
    private static final String AFTER = "after:";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "People";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.USERS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    /** The person with this address, to be read again. */
    static Partition onePerson(String email) {
        return Partition.whole(ID).onlySegment(People.email(email), Map.of());
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.email().toOptional().orElse("")
                : "";
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(session);
        String token = from.token().orElse("");
        if (token.startsWith(DELETED)) {
            return deleted(session, settings, partition, token.substring(DELETED.length()));
        }
        if (partition.segment().isPresent()) {
            return Page.more(one(session, settings, partition.segment().get()), Cursor.at(DELETED));
        }
        return there(session, settings, token);
    }

    private static Page there(ProviderSession session, GoogleSettings settings, String token)
            throws ConnectorException {
        int colon = token.startsWith(AFTER) ? token.indexOf(':', AFTER.length()) : -1;
        String after = colon < 0 ? "" : token.substring(AFTER.length(), colon);
        String current = colon < 0 ? token : token.substring(colon + 1);
        UserPage page = UserPage.read(session, settings, "full", false, current);
        SortedMap<String, JsonBody> byId = new TreeMap<>();
        for (JsonBody user : page.users()) {
            byId.put(Read.required(user, "id"), user);
        }
        People people = new People(session.connection().id());
        Managers managers = Managers.among(page.users(), session, settings, people);
        List<Observation> observed = new ArrayList<>();
        String last = after;
        for (Map.Entry<String, JsonBody> user : byId.entrySet()) {
            if (user.getKey().compareTo(after) <= 0) {
                continue;
            }
            try {
                observed.add(new PersonObserved(people.person(user.getValue(), managers)));
            } catch (ConnectorException e) {
                if (!(e.problem() instanceof RateLimited) || observed.isEmpty()) {
                    throw e;
                }
                return Page.more(observed, Cursor.at(AFTER + last + ":" + current));
            }
            last = user.getKey();
        }
        return Page.more(observed, Cursor.at(page.next().orElse(DELETED)));
    }

    private static Page deleted(ProviderSession session, GoogleSettings settings, Partition partition, String token)
            throws ConnectorException {
        UserPage page = UserPage.read(session, settings, "full", true, token);
        List<Observation> people = people(session, settings, page.users(), true, partition.segment());
        return page.next().isPresent()
                ? Page.more(people, Cursor.at(DELETED + page.next().get()))
                : Page.last(people);
    }

    private static List<Observation> one(ProviderSession session, GoogleSettings settings, String email)
            throws ConnectorException {
        try {
            JsonBody user = Calls.get(
                    session,
                    Address.users(settings, email).with("projection", "full").uri(),
                    Limits.DIRECTORY);
            return people(session, settings, List.of(user), false, Optional.of(email));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return List.of();
            }
            throw e;
        }
    }

    /** @param email whom alone to keep: Google also answers to former addresses, whose person has another segment now */
    private static List<Observation> people(
            ProviderSession session,
            GoogleSettings settings,
            List<JsonBody> users,
            boolean deleted,
            Optional<String> email)
            throws ConnectorException {
        People people = new People(session.connection().id());
        Managers managers = Managers.among(users, session, settings, people);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody user : users) {
            if (email.isEmpty() || email.get().equals(People.email(Read.required(user, "primaryEmail")))) {
                observed.add(new PersonObserved(deleted ? people.formerPerson(user) : people.person(user, managers)));
            }
        }
        return observed;
    }
}
