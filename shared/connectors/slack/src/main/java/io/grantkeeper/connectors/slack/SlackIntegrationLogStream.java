package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of events from a workspace's integration log: who installed what, with which scopes. Every paid plan has
 * this log.
 */
final class SlackIntegrationLogStream {
    static final StreamId ID = new StreamId("integration-logs");

    static final Duration FIRST_LOOK_BACK = Duration.ofDays(180);
    /**
     * The overlap of consecutive windows, which is the assumed maximum delay before a row appears. Slack documents no
     * lag; the figure is Grantkeeper's choice.
     */
    static final Duration OVERLAP = Duration.ofHours(1);

    private SlackIntegrationLogStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return SlackTokenScope.partitions(session, ID, known, false);
    }

    /**
     * Reads one page. The log cannot be queried by time, so it is read backward from its newest row to the start of the
     * window.
     */
    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SlackClient api = new SlackClient(request.session());
        SlackContext workspace = SlackContext.of(request.partition());
        int number = Integer.parseInt(request.token().orElse("1"));
        SlackIds ids = new SlackIds(api.connection());
        SlackIntegrationPage page = SlackIntegrationPage.read(api, ids, workspace, number);
        Map<String, AccessObservation> items = new LinkedHashMap<>();
        Instant since = request.since();
        Instant until = request.until();
        boolean recent = false;
        boolean reachedStart = false;
        for (SlackIntegrationRow row : page.rows()) {
            reachedStart |= row.at().isBefore(since);
            if (row.at().isBefore(until) && !row.at().isBefore(since)) {
                AccessEvent event = event(ids, workspace, row);
                items.putIfAbsent(event.key(), new EventObserved(event));
                recent |= !row.at().isBefore(until.minus(OVERLAP));
            }
        }
        List<Partition> rereads = recent
                ? List.of(workspace.of(SlackInstalledAppsStream.ID, SlackContext.isOfOrganization(request.partition())))
                : List.of();
        List<AccessObservation> observed = new ArrayList<>(items.values());
        return page.last() || reachedStart
                ? new StreamPage.Last(observed, rereads)
                : new StreamPage.More(observed, rereads, PartitionCursor.at(Integer.toString(number + 1)));
    }

    /** Converts a row to an event. Rows have no id, so the event's key contains everything that distinguishes rows. */
    private static AccessEvent event(SlackIds ids, SlackContext workspace, SlackIntegrationRow row) {
        Map<String, String> details = new TreeMap<>();
        details.put("action", row.change());
        details.put("workspace", workspace.id());
        if (!row.scopes().isEmpty()) {
            details.put("scopes", scopes(row));
        }
        String key = String.join(
                "/",
                "integration",
                workspace.id(),
                Long.toString(row.at().getEpochSecond()),
                row.holder().id().externalId(),
                row.change(),
                row.userId().orElse("-"),
                Integer.toHexString(scopes(row).hashCode()));
        return new AccessEvent(
                key,
                type(row.change()),
                KnownOrUnknown.known(row.holder().id()),
                ids.personOrUnknown(row.userId()),
                row.at(),
                new TreeMap<>(details));
    }

    private static String scopes(SlackIntegrationRow row) {
        return String.join(" ", row.scopes().stream().sorted().toList());
    }

    /** Returns the event type. An unknown value still shows that something changed. */
    private static AccessEventType type(String change) {
        return switch (change) {
            case "added" -> AccessEventType.GRANT_GIVEN;
            case "removed" -> AccessEventType.GRANT_REVOKED;
            case "enabled" -> AccessEventType.IDENTITY_RESUMED;
            case "disabled" -> AccessEventType.IDENTITY_SUSPENDED;
            default -> AccessEventType.GRANT_CHANGED;
        };
    }
}
