package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stream of all people in an organization, whatever their workspaces. In a single workspace the stream is empty,
 * because the listing of members already includes the people.
 */
final class SlackUsersStream implements AccessStream {
    static final StreamId ID = new StreamId("people");

    /** Slack's maximum page size (admin.users.list). */
    private static final String PAGE_SIZE = "100";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Organization members";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(SlackScopes.ORGANIZATION_USERS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        boolean organization =
                SlackTokenScope.of(new SlackClient(session)).organization().isPresent();
        return organization || !known.isEmpty() ? List.of(Partition.whole(ID)) : List.of();
    }

    /** Returns the partition that reads only this person, after a possible change. */
    static Partition singlePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().externalId()
                : "";
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        SlackIds naming = new SlackIds(api.connection());
        if (partition.segment().isPresent()) {
            return StreamPage.last(
                    SlackMember.find(api, partition.segment().get()).flatMap(member -> member.person(naming)).stream()
                            .toList());
        }
        Map<String, String> arguments = new HashMap<>(Map.of("limit", PAGE_SIZE));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.read(SlackMethod.ADMIN_USERS, arguments);
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader user : answer.list("users")) {
            person(naming, user).ifPresent(items::add);
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? StreamPage.more(items, PartitionCursor.at(next.get())) : StreamPage.last(items);
    }

    static Optional<Observation> person(SlackIds naming, JsonNodeReader user) throws ConnectorException {
        String id = SlackJson.required(user, "id");
        if (SlackJson.flag(user, "is_bot") || SlackIds.isSlackbot(id)) {
            return Optional.empty();
        }
        boolean guest = SlackJson.flag(user, "is_restricted") || SlackJson.flag(user, "is_ultra_restricted");
        EmploymentStatus employment = user.optionalFlag("is_active")
                .map(active ->
                        active ? (guest ? EmploymentStatus.EXTERNAL : EmploymentStatus.ACTIVE) : EmploymentStatus.LEFT)
                .orElse(EmploymentStatus.UNKNOWN);
        String name = SlackJson.optional(user, "full_name")
                .orElse(SlackJson.optional(user, "username").orElse(id));
        return Optional.of(SlackMember.person(naming, id, name, SlackJson.optional(user, "email"), employment));
    }
}
