package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.connectors.okta.OktaLogEventTypes.Topic;
import io.grantkeeper.connectors.okta.OktaLogRow.Party;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Collects the content of log events: changes (deduplicated by {@code uuid}), usage merged by client, person and UTC
 * day, and partitions to read again. Neither the order nor the repetition of events changes the result.
 */
final class OktaEvidenceCollector {

    private final ConnectionId connection;
    private final Map<RowKey, AccessObservation> events = new LinkedHashMap<>();
    private final UsageAggregator usage = new UsageAggregator();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    OktaEvidenceCollector(ConnectionId connection) {
        this.connection = connection;
    }

    /**
     * Adds the content of an event.
     *
     * @param recent the time from which events request rereads. Earlier events, such as those in a first read, request
     *     none, because a sweep has read the listings since then
     */
    void add(OktaLogRow row, Instant recent) {
        if (!row.happened()) {
            return;
        }
        row.apiToken()
                .ifPresent(token -> addUsage(OktaApiTokensStream.id(connection, token), KnownOrUnknown.unknown(), row));
        if (OktaLogEventTypes.isUsage(row.eventType())) {
            client(row).ifPresent(client -> addUsage(client, person(row.target("User")), row));
            return;
        }
        Optional<OktaLogEventTypes> meaning = OktaLogEventTypes.of(row.eventType());
        if (meaning.isPresent()) {
            EventObserved event = new EventObserved(event(row, meaning.get()));
            events.putIfAbsent(event.key(), event);
            if (!row.published().isBefore(recent)) {
                rereads.addAll(rereads(row, meaning.get().topic()));
            }
        }
    }

    List<AccessObservation> observations() {
        List<AccessObservation> all = new ArrayList<>(events.values());
        all.addAll(usage.observations());
        return List.copyOf(all);
    }

    List<Partition> rereads() {
        return List.copyOf(rereads);
    }

    private AccessEvent event(OktaLogRow row, OktaLogEventTypes meaning) {
        SortedMap<String, String> details = new TreeMap<>(Map.of("event-type", row.eventType()));
        row.targets()
                .forEach(target -> target.name()
                        .ifPresent(name -> details.putIfAbsent(detailName(target.type()), EventDetailText.name(name))));
        return new AccessEvent(
                "log/" + row.uuid(),
                meaning.type(),
                KnownOrUnknown.of(affectedIdentity(row, meaning.topic())),
                person(row.actor().filter(actor -> actor.type().equals("User"))),
                row.published(),
                details);
    }

    private static String detailName(String type) {
        return switch (type) {
            case "AppInstance", "PublicClientApp" -> "app";
            case "Token", "access_token", "refresh_token" -> "token";
            case "User", "AppUser" -> "person";
            case "ROLE" -> "role";
            default -> "target";
        };
    }

    private Optional<IdentityId> affectedIdentity(OktaLogRow row, Topic topic) {
        return switch (topic) {
            case API_TOKEN -> row.target("Token").map(token -> OktaApiTokensStream.id(connection, token.id()));
            case APP, APP_CREDENTIAL, APP_SCOPE, CONSENT, REFRESH_TOKEN, ADMIN_ROLE -> client(row);
            case PERSON -> Optional.empty();
        };
    }

    /**
     * Returns the app that is the target or, if there is none, the client that acted. The client id of an OAuth app is
     * also the app's id.
     */
    private Optional<IdentityId> client(OktaLogRow row) {
        return Stream.of(row.target("PublicClientApp"), row.target("AppInstance"), row.actor())
                .flatMap(Optional::stream)
                .filter(party ->
                        party.type().equals("PublicClientApp") || party.type().equals("AppInstance"))
                .findFirst()
                .map(party -> OktaAppMapper.client(connection, party.id()));
    }

    private KnownOrUnknown<PersonId> person(Optional<Party> party) {
        return KnownOrUnknown.of(party.map(found -> new PersonId(connection, found.id())));
    }

    private void addUsage(IdentityId identity, KnownOrUnknown<PersonId> onBehalfOf, OktaLogRow row) {
        usage.add(identity, onBehalfOf, row.published(), Set.of(row.eventType()));
    }

    private static List<Partition> rereads(OktaLogRow row, Topic topic) {
        return switch (topic) {
            case API_TOKEN -> List.of(Partition.whole(OktaApiTokensStream.ID));
            case APP ->
                List.of(
                        Partition.whole(OktaAppsStream.ID),
                        Partition.whole(OktaAppCredentialsStream.ID),
                        Partition.whole(OktaAppRolesStream.ID),
                        Partition.whole(OktaApiServicesStream.ID));
            case APP_CREDENTIAL -> List.of(Partition.whole(OktaAppCredentialsStream.ID));
            case APP_SCOPE -> List.of(Partition.whole(OktaAppsStream.ID));
            case CONSENT -> partitionsOfPeople(row, OktaConsentsStream::singlePerson, OktaConsentsStream.ID);
            case REFRESH_TOKEN -> List.of(Partition.whole(OktaRefreshTokensStream.ID));
            case PERSON -> partitionsOfPeople(row, OktaUsersStream::singlePerson, OktaUsersStream.ID);
            case ADMIN_ROLE -> List.of(Partition.whole(OktaApiTokensStream.ID), Partition.whole(OktaAppRolesStream.ID));
        };
    }

    /**
     * Returns the partitions of the people whom an event names as target or actor. If the event names none, returns the
     * partition of all people.
     */
    private static List<Partition> partitionsOfPeople(
            OktaLogRow row, Function<String, Partition> one, StreamId stream) {
        List<Partition> people = Stream.concat(row.targets().stream(), row.actor().stream())
                .filter(party -> party.type().equals("User"))
                .map(party -> one.apply(party.id()))
                .distinct()
                .toList();
        return people.isEmpty() ? List.of(Partition.whole(stream)) : people;
    }
}
