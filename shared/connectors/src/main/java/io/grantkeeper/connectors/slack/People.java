package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Employment;
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
 * Everyone in an organisation, whatever workspaces they are in. A single workspace has its people among its members, so
 * there is nothing to read here.
 */
final class People implements AccessStream {
    static final StreamId ID = new StreamId("people");

    /** Slack's largest page (admin.users.list). */
    private static final String PAGE_SIZE = "100";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "People of the organisation";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.ORGANIZATION_USERS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        boolean organization =
                Installation.of(new SlackApi(session)).organization().isPresent();
        return organization || !known.isEmpty() ? List.of(Partition.whole(ID)) : List.of();
    }

    /** One person alone, to be read again because something about them may have changed. */
    static Partition onePerson(String userId) {
        return Partition.whole(ID).onlySegment(userId, Map.of());
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().externalId()
                : "";
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Naming naming = new Naming(api.connection());
        if (partition.segment().isPresent()) {
            return Page.last(
                    Member.one(api, partition.segment().get()).flatMap(member -> member.person(naming)).stream()
                            .toList());
        }
        Map<String, String> arguments = new HashMap<>(Map.of("limit", PAGE_SIZE));
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.read(SlackMethod.ADMIN_USERS, arguments);
        List<Observation> items = new ArrayList<>();
        for (JsonBody user : answer.list("users")) {
            person(naming, user).ifPresent(items::add);
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? Page.more(items, Cursor.at(next.get())) : Page.last(items);
    }

    static Optional<Observation> person(Naming naming, JsonBody user) throws ConnectorException {
        String id = Read.required(user, "id");
        if (Read.flag(user, "is_bot") || Naming.isSlackbot(id)) {
            return Optional.empty();
        }
        boolean guest = Read.flag(user, "is_restricted") || Read.flag(user, "is_ultra_restricted");
        Employment employment = user.optionalFlag("is_active")
                .map(active -> active ? (guest ? Employment.EXTERNAL : Employment.ACTIVE) : Employment.LEFT)
                .orElse(Employment.UNKNOWN);
        String name = Read.optional(user, "full_name")
                .orElse(Read.optional(user, "username").orElse(id));
        return Optional.of(Member.person(naming, id, name, Read.optional(user, "email"), employment));
    }
}
