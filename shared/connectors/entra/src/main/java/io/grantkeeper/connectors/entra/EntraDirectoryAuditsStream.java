package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.activity.ActivityMapper;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
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
 * The stream of the directory audit: who consented to what and when, which credentials were added, and who joined or
 * left. Each time window overlaps the previous one, because rows arrive late; duplicates are recognized by the row's
 * id.
 */
final class EntraDirectoryAuditsStream extends EntraLogStream {
    private static final ActivityMapper ACTIVITIES = new EntraActivityMapper();

    static final StreamId ID = new StreamId("directory-audits");

    /**
     * The period that the first read covers. Entra keeps rows for 30 days with a P1 or P2 license and for 7 days
     * without one, and returns only the rows that it still has.
     */
    static final Duration KEPT = Duration.ofDays(30);

    /**
     * The overlap of consecutive time windows. Rows are usually late by minutes, but Microsoft documents no maximum.
     */
    private static final Duration OVERLAP = Duration.ofHours(6);

    private static final String PAGE_SIZE = "500";

    /**
     * The number of pages that are read before the objects in their rows are looked up: as many as the quota allows in
     * ten seconds.
     */
    private static final int PAGES_AT_ONCE = 5;

    EntraDirectoryAuditsStream() {
        super(define(ID, "Consents, credentials and accounts, from the directory audit")
                .withFreshFor(Duration.ofHours(1))
                .withOverlap(OVERLAP)
                .withFirstLookBack(KEPT));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        LogWindow window = LogWindow.of(partition);
        Instant since = window.start(definition().firstLookBack(), KEPT);
        GraphRequestUri address = GraphRequestUri.of("auditLogs", "directoryAudits")
                .with(
                        "$filter",
                        "activityDateTime ge %s and activityDateTime lt %s"
                                .formatted(seconds(since), seconds(window.until())))
                .with("$top", PAGE_SIZE);
        GraphPage page =
                GraphPage.read(session, address, from.token().orElse(""), EntraRateLimits.REPORTS, PAGES_AT_ONCE);
        List<EntraAuditRow> rows = new ArrayList<>();
        for (JsonNodeReader value : page.values()) {
            EntraAuditRow row = EntraAuditRow.of(value);
            if (row.succeeded()) {
                rows.add(row);
            }
        }
        Set<Partition> rereads = new LinkedHashSet<>();
        rows.forEach(row -> rereads.addAll(EntraAuditEvents.rereads(row)));
        List<AccessObservation> events = events(session, rows);
        return StreamPage.of(events, rereads, page.next())
                .withActivities(JsonNodeReader.activities(page.values(), ACTIVITIES, "directory-audit"));
    }

    private static List<AccessObservation> events(ProviderSession session, List<EntraAuditRow> rows)
            throws ConnectorException {
        Map<EntraAuditRow, AccessEventType> known = new LinkedHashMap<>();
        Set<String> principals = new LinkedHashSet<>();
        Set<String> registrations = new LinkedHashSet<>();
        for (EntraAuditRow row : rows) {
            EntraAuditEvents.type(row).ifPresent(type -> {
                known.put(row, type);
                EntraAuditEvents.principal(row).ifPresent(principals::add);
                EntraAuditEvents.registration(row).ifPresent(registrations::add);
            });
        }
        Map<String, IdentityId> ids = new HashMap<>(EntraPrincipalLookup.byObjectId(session, principals));
        ids.putAll(EntraPrincipalLookup.byRegistration(session, registrations));
        Map<RowKey, AccessObservation> events = new LinkedHashMap<>();
        known.forEach((row, type) -> {
            EventObserved event = new EventObserved(new AccessEvent(
                    row.id(),
                    type,
                    affectedIdentity(row, ids),
                    KnownOrUnknown.of(row.actorId()
                            .map(id -> new PersonId(session.connection().id(), id))),
                    row.at(),
                    EntraAuditEvents.details(row)));
            events.putIfAbsent(event.key(), event);
        });
        return List.copyOf(events.values());
    }

    /**
     * Returns the affected identity. It is unknown if the app has been deleted since, because only the app's object
     * contains the application id.
     */
    private static KnownOrUnknown<IdentityId> affectedIdentity(EntraAuditRow row, Map<String, IdentityId> ids) {
        Optional<String> object = EntraAuditEvents.principal(row).or(() -> EntraAuditEvents.registration(row));
        return KnownOrUnknown.of(object.map(ids::get));
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
