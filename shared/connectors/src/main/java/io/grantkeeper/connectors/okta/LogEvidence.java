package io.grantkeeper.connectors.okta;

import io.grantkeeper.connectors.okta.LogMeaning.Topic;
import io.grantkeeper.connectors.okta.LogRow.Party;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Usage;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Collects what events tell: changes once each by their {@code uuid}, uses folded by client, person and UTC day, and what
 * to read again. Neither order nor repetition changes the result.
 */
final class LogEvidence {
    private static final int LONGEST_NAME = 200;

    private final ConnectionId connection;
    private final Map<RowKey, Observation> events = new LinkedHashMap<>();
    private final SortedMap<String, Usage> usage = new TreeMap<>();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    LogEvidence(ConnectionId connection) {
        this.connection = connection;
    }

    /**
     * @param recent what is older was listed since: a first look back must not have everything read again
     */
    void add(LogRow row, Instant recent) {
        if (!row.happened()) {
            return;
        }
        row.apiToken().ifPresent(token -> use(ApiTokensStream.id(connection, token), Knowledge.unknown(), row));
        if (LogMeaning.isUse(row.eventType())) {
            client(row).ifPresent(client -> use(client, person(row.target("User")), row));
            return;
        }
        Optional<LogMeaning> meaning = LogMeaning.of(row.eventType());
        if (meaning.isPresent()) {
            EventObserved event = new EventObserved(event(row, meaning.get()));
            events.putIfAbsent(event.key(), event);
            if (!row.published().isBefore(recent)) {
                rereads.addAll(rereads(row, meaning.get().topic()));
            }
        }
    }

    List<Observation> observations() {
        List<Observation> all = new ArrayList<>(events.values());
        usage.values().forEach(day -> all.add(new UsageObserved(day)));
        return List.copyOf(all);
    }

    List<Partition> rereads() {
        return List.copyOf(rereads);
    }

    private AccessEvent event(LogRow row, LogMeaning meaning) {
        SortedMap<String, String> details = new TreeMap<>(Map.of("event-type", row.eventType()));
        row.targets()
                .forEach(target ->
                        target.name().ifPresent(name -> details.putIfAbsent(detail(target.type()), bounded(name))));
        return new AccessEvent(
                "log/" + row.uuid(),
                meaning.type(),
                Knowledge.ofNullable(about(row, meaning.topic()).orElse(null)),
                person(row.actor().filter(actor -> actor.type().equals("User"))),
                row.published(),
                details);
    }

    private static String detail(String type) {
        return switch (type) {
            case "AppInstance", "PublicClientApp" -> "app";
            case "Token", "access_token", "refresh_token" -> "token";
            case "User", "AppUser" -> "person";
            case "ROLE" -> "role";
            default -> "target";
        };
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
    }

    private Optional<IdentityId> about(LogRow row, Topic topic) {
        return switch (topic) {
            case API_TOKEN -> row.target("Token").map(token -> ApiTokensStream.id(connection, token.id()));
            case APP, APP_CREDENTIAL, APP_SCOPE, CONSENT, REFRESH_TOKEN, ADMIN_ROLE -> client(row);
            case PERSON -> Optional.empty();
        };
    }

    /** The app that it was done to, or else the client that did it; an OAuth app's id is its client id. */
    private Optional<IdentityId> client(LogRow row) {
        return Stream.of(row.target("PublicClientApp"), row.target("AppInstance"), row.actor())
                .flatMap(Optional::stream)
                .filter(party ->
                        party.type().equals("PublicClientApp") || party.type().equals("AppInstance"))
                .findFirst()
                .map(party -> Apps.client(connection, party.id()));
    }

    private Knowledge<PersonId> person(Optional<Party> party) {
        return Knowledge.ofNullable(
                party.map(found -> new PersonId(connection, found.id())).orElse(null));
    }

    private void use(IdentityId identity, Knowledge<PersonId> onBehalfOf, LogRow row) {
        Usage day = new Usage(
                identity,
                onBehalfOf,
                row.published().atZone(ZoneOffset.UTC).toLocalDate(),
                row.published(),
                new TreeSet<>(Set.of(row.eventType())));
        usage.merge(RowKey.usage(day).toString(), day, Usage::merge);
    }

    private static List<Partition> rereads(LogRow row, Topic topic) {
        return switch (topic) {
            case API_TOKEN -> List.of(Partition.whole(ApiTokensStream.ID));
            case APP ->
                List.of(
                        Partition.whole(AppsStream.ID),
                        Partition.whole(AppCredentialsStream.ID),
                        Partition.whole(AppRolesStream.ID),
                        Partition.whole(ApiServicesStream.ID));
            case APP_CREDENTIAL -> List.of(Partition.whole(AppCredentialsStream.ID));
            case APP_SCOPE -> List.of(Partition.whole(AppsStream.ID));
            case CONSENT -> each(row, ConsentsStream::onePerson, ConsentsStream.ID);
            case REFRESH_TOKEN -> List.of(Partition.whole(RefreshTokensStream.ID));
            case PERSON -> each(row, UsersStream::onePerson, UsersStream.ID);
            case ADMIN_ROLE -> List.of(Partition.whole(ApiTokensStream.ID), Partition.whole(AppRolesStream.ID));
        };
    }

    /** The people that an event names: as target, or as the one who did it; all of them where it names none. */
    private static List<Partition> each(LogRow row, Function<String, Partition> one, StreamId stream) {
        List<Partition> people = Stream.concat(row.targets().stream(), row.actor().stream())
                .filter(party -> party.type().equals("User"))
                .map(party -> one.apply(party.id()))
                .distinct()
                .toList();
        return people.isEmpty() ? List.of(Partition.whole(stream)) : people;
    }
}
