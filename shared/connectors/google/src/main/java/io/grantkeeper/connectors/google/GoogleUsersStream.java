package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stream of users as people: first the existing ones, then those deleted in the last 20 days, which Google lists
 * separately. A person who is missing from a listing is checked by id. A single person can also be read again by email
 * address, because audit rows identify people by address. Such a read adds or updates people, but removes nobody: a
 * person can change addresses, and another person can receive the old one.
 *
 * <p>If a user's manager is on another page, looking up the manager costs a call. If the rate limit is reached during
 * such a call, the page ends early. Users are read in the order of their ids, so users who were already read are not
 * read again.
 */
final class GoogleUsersStream {
    static final StreamId ID = new StreamId("users");

    /** The prefix of a cursor into the deleted users. Google's page token follows it. */
    private static final String DELETED = "deleted:";

    /**
     * The prefix of a cursor into the middle of a page. The last id read, a colon and Google's page token follow it.
     */
    private static final String AFTER = "after:";

    private GoogleUsersStream() {}

    static AccessStream stream() {
        return StreamDefinition.listing(ID, "People")
                .withScopes(GoogleScopes.USERS)
                .readBy(GoogleUsersStream::read)
                .withSegments(GoogleUsersStream::segmentOf)
                .withDirectReads(GoogleUsersStream::directRead);
    }

    /**
     * Returns the partition that reads only the person with this email address. Rows are never stored with an address
     * as their segment, so if nobody has the address, no row counts as removed.
     */
    static Partition singlePerson(String email) {
        return Partition.whole(ID).onlySegment(GoogleUserMapper.email(email), Map.of());
    }

    private static String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().externalId()
                : "";
    }

    /**
     * Returns the partition of one person. Returns empty for an email address, because only an earlier release stored
     * addresses as segments.
     */
    private static Optional<Partition> directRead(Partition whole, String segment) {
        return segment.contains("@") ? Optional.empty() : Optional.of(whole.onlySegment(segment, whole.parameters()));
    }

    private static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GoogleSettings settings = GoogleSettings.of(request.session());
        String token = request.token().orElse("");
        if (token.startsWith(DELETED)) {
            return deletedUsers(request.session(), settings, request.partition(), token.substring(DELETED.length()));
        }
        if (request.partition().segment().isPresent()) {
            return StreamPage.more(
                    readOne(
                            request.session(),
                            settings,
                            request.partition().segment().get()),
                    PartitionCursor.at(DELETED));
        }
        return existingUsers(request.session(), settings, token);
    }

    private static StreamPage existingUsers(ProviderSession session, GoogleSettings settings, String token)
            throws ConnectorException {
        int colon = token.startsWith(AFTER) ? token.indexOf(':', AFTER.length()) : -1;
        String after = colon < 0 ? "" : token.substring(AFTER.length(), colon);
        String current = colon < 0 ? token : token.substring(colon + 1);
        RowPage page = GoogleUserPage.read(session, settings, "full", false, current);
        SortedMap<String, JsonNodeReader> byId = new TreeMap<>();
        for (JsonNodeReader user : page.rows()) {
            byId.put(user.nonBlank("id"), user);
        }
        GoogleUserMapper people = new GoogleUserMapper(session.connection().id());
        GoogleManagerLookup managers = GoogleManagerLookup.fromPage(page.rows(), session, settings, people);
        List<AccessObservation> observed = new ArrayList<>();
        String last = after;
        for (Map.Entry<String, JsonNodeReader> user : byId.entrySet()) {
            if (user.getKey().compareTo(after) <= 0) {
                continue;
            }
            try {
                observed.add(new PersonObserved(people.person(user.getValue(), managers)));
            } catch (ConnectorException e) {
                if (!(e.problem() instanceof RateLimited) || observed.isEmpty()) {
                    throw e;
                }
                return StreamPage.more(observed, PartitionCursor.at(AFTER + last + ":" + current));
            }
            last = user.getKey();
        }
        return StreamPage.more(observed, PartitionCursor.at(page.next().orElse(DELETED)));
    }

    private static StreamPage deletedUsers(
            ProviderSession session, GoogleSettings settings, Partition partition, String token)
            throws ConnectorException {
        RowPage page = GoogleUserPage.read(session, settings, "full", true, token);
        List<AccessObservation> people = people(session, settings, only(partition.segment(), page.rows()), true);
        // A person who was found by id or email address neither moves nor continues a listing.
        boolean start = partition.segment().isPresent() && token.isEmpty();
        return StreamPage.of(people, page.next().map(DELETED::concat))
                .withCount(start ? ListingCount.NONE.asStart() : ListingCount.NONE);
    }

    /**
     * Reads one person.
     *
     * @param user the person's id or email address; Google also finds people by a former address
     */
    private static List<AccessObservation> readOne(ProviderSession session, GoogleSettings settings, String user)
            throws ConnectorException {
        return people(
                session,
                settings,
                GoogleUserPage.find(session, settings, user, "full").stream().toList(),
                false);
    }

    /**
     * Returns the users that belong to a segment, or all users if the whole stream is read.
     *
     * @param segment a person's id, or an email address
     */
    private static List<JsonNodeReader> only(Optional<String> segment, List<JsonNodeReader> users)
            throws ConnectorException {
        if (segment.isEmpty()) {
            return users;
        }
        List<JsonNodeReader> found = new ArrayList<>();
        for (JsonNodeReader user : users) {
            if (segment.get().equals(user.nonBlank("id"))
                    || segment.get().equals(GoogleUserMapper.email(user.nonBlank("primaryEmail")))) {
                found.add(user);
            }
        }
        return found;
    }

    private static List<AccessObservation> people(
            ProviderSession session, GoogleSettings settings, List<JsonNodeReader> users, boolean deleted)
            throws ConnectorException {
        GoogleUserMapper people = new GoogleUserMapper(session.connection().id());
        GoogleManagerLookup managers = GoogleManagerLookup.fromPage(users, session, settings, people);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader user : users) {
            observed.add(new PersonObserved(deleted ? people.formerPerson(user) : people.person(user, managers)));
        }
        return observed;
    }
}
