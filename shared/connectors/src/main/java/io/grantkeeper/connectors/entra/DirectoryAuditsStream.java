package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directory audit: who consented to what and when, which credentials were added, who came and left. Read over a time
 * window that reaches back over the one before, since rows appear late; a row's own id tells repeats.
 */
final class DirectoryAuditsStream extends LogStream {
    static final StreamId ID = new StreamId("directory-audits");

    /** Entra keeps thirty days with a P1 or P2 licence, seven without, and answers with what it has. */
    static final Duration KEPT = Duration.ofDays(30);

    /** Rows are minutes late as a rule; Microsoft names no bound. */
    private static final Duration OVERLAP = Duration.ofHours(6);

    private static final String PAGE_SIZE = "500";

    /** As many as the quota admits in its ten seconds: what their rows speak of is looked up while the next ones wait. */
    private static final int PAGES_AT_ONCE = 5;

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Consents, credentials and accounts, from the directory audit";
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration overlap() {
        return OVERLAP;
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant oldest = window.until().minus(KEPT);
        Instant since = window.sinceOr(oldest);
        Address address = Address.of("auditLogs", "directoryAudits")
                .with(
                        "$filter",
                        "activityDateTime ge %s and activityDateTime lt %s"
                                .formatted(seconds(since.isBefore(oldest) ? oldest : since), seconds(window.until())))
                .with("$top", PAGE_SIZE);
        GraphPage page = GraphPage.read(session, address, from.token().orElse(""), Limits.REPORTS, PAGES_AT_ONCE);
        List<AuditRow> rows = new ArrayList<>();
        for (JsonBody value : page.values()) {
            AuditRow row = AuditRow.of(value);
            if (row.succeeded()) {
                rows.add(row);
            }
        }
        Set<Partition> rereads = new LinkedHashSet<>();
        rows.forEach(row -> rereads.addAll(AuditEvents.rereads(row)));
        List<Observation> events = events(session, rows);
        return page.next().isPresent()
                ? new Page.More(
                        events, List.copyOf(rereads), Cursor.at(page.next().get()))
                : new Page.Last(events, List.copyOf(rereads));
    }

    private static List<Observation> events(ProviderSession session, List<AuditRow> rows) throws ConnectorException {
        Map<AuditRow, AccessEventType> known = new LinkedHashMap<>();
        Set<String> principals = new LinkedHashSet<>();
        Set<String> registrations = new LinkedHashSet<>();
        for (AuditRow row : rows) {
            AuditEvents.type(row).ifPresent(type -> {
                known.put(row, type);
                AuditEvents.principal(row).ifPresent(principals::add);
                AuditEvents.registration(row).ifPresent(registrations::add);
            });
        }
        Map<String, IdentityId> ids = new HashMap<>(PrincipalIds.byObjectId(session, principals));
        ids.putAll(PrincipalIds.byRegistration(session, registrations));
        Map<RowKey, Observation> events = new LinkedHashMap<>();
        known.forEach((row, type) -> {
            EventObserved event = new EventObserved(new AccessEvent(
                    row.id(),
                    type,
                    about(row, ids),
                    Knowledge.ofNullable(row.actorId()
                            .map(id -> new PersonId(session.connection().id(), id))
                            .orElse(null)),
                    row.at(),
                    AuditEvents.details(row)));
            events.putIfAbsent(event.key(), event);
        });
        return List.copyOf(events.values());
    }

    /** Unknown where the app has gone since: with its object goes the only way to its application id. */
    private static Knowledge<IdentityId> about(AuditRow row, Map<String, IdentityId> ids) {
        Optional<String> object = AuditEvents.principal(row).or(() -> AuditEvents.registration(row));
        return Knowledge.ofNullable(object.map(ids::get).orElse(null));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
