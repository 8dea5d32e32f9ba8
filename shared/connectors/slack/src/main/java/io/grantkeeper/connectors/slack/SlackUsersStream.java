package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of all people in an organization, regardless of their workspaces. For a single workspace, the stream is
 * empty, because the listing of members already includes the people.
 */
final class SlackUsersStream {
    static final StreamId ID = new StreamId("people");

    /** Slack's maximum page size (admin.users.list). */
    private static final String PAGE_SIZE = "100";

    private SlackUsersStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        boolean organization =
                SlackTokenScope.of(new SlackClient(session)).organization().isPresent();
        return organization || !known.isEmpty() ? List.of(Partition.whole(ID)) : List.of();
    }

    /** Returns the partition that reads only this person, after a possible change. */
    static Partition singlePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    static String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().externalId()
                : "";
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SlackClient api = new SlackClient(request.session());
        SlackIds ids = new SlackIds(api.connection());
        if (request.partition().segment().isPresent()) {
            return StreamPage.last(
                    SlackMember.findInOrganization(
                                    api, request.partition().segment().get())
                            .flatMap(member -> member.person(ids))
                            .stream()
                            .toList());
        }
        return api.page(SlackMethod.ADMIN_USERS, Map.of("limit", PAGE_SIZE), "users", request.token())
                .toPage(user -> person(ids, user).stream().toList());
    }

    static Optional<AccessObservation> person(SlackIds ids, JsonNodeReader user) throws ConnectorException {
        String id = user.nonBlank("id");
        if (user.flagOrFalse("is_bot") || SlackIds.isSlackbot(id)) {
            return Optional.empty();
        }
        boolean guest = user.flagOrFalse("is_restricted") || user.flagOrFalse("is_ultra_restricted");
        EmploymentStatus employment = user.optionalFlag("is_active")
                .map(active ->
                        active ? (guest ? EmploymentStatus.EXTERNAL : EmploymentStatus.ACTIVE) : EmploymentStatus.LEFT)
                .orElse(EmploymentStatus.UNKNOWN);
        Set<Alias> account = employment == EmploymentStatus.LEFT ? Set.of() : SlackAccount.aliases(user, true);
        String name = user.optionalNonBlank("full_name")
                .orElse(user.optionalNonBlank("username").orElse(id));
        return Optional.of(SlackMember.person(ids, id, name, user.optionalNonBlank("email"), employment, account));
    }
}
